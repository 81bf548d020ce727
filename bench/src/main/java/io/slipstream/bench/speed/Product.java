package io.slipstream.bench.speed;

/**
 * Products of one shape: [rows, inputs] x [inputs, outputs].
 *
 * @param rows of the left matrix
 * @param inputs columns of the left matrix
 * @param outputs columns of the right matrix
 * @param times how many of them
 */
record Product(int rows, int inputs, int outputs, int times) {
    /** The products behind a weight that is learned: forward, gradient of the input, gradient of the weight. */
    static Product[] learned(int rows, int inputs, int outputs, int times) {
        return new Product[] {
            new Product(rows, inputs, outputs, times),
            new Product(rows, outputs, inputs, times),
            new Product(inputs, rows, outputs, times)
        };
    }

    double operations() {
        return 2.0 * rows * inputs * outputs * times;
    }
}
