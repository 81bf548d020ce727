package io.slipstream.model.inference;

/** Objects in an observation. */
final class ObjectRows {
    private ObjectRows() {}

    /** Whether any feature of an object is not zero. */
    static boolean present(float[] observation, int from, int size) {
        for (int f = from; f < from + size; f++) {
            if (observation[f] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Squared distance of two objects over all their features. */
    static float apart(float[] here, int from, float[] there, int to, int size) {
        float sum = 0;
        for (int f = 0; f < size; f++) {
            float d = here[from + f] - there[to + f];
            sum += d * d;
        }
        return sum;
    }
}
