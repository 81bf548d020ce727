package io.slipstream.bench.speed;

/** Copies memory that no cache holds: how fast bytes can move at all. One copied byte is one read and one written. */
final class MemoryCopy implements Work {
    private static final int BYTES = 64 << 20;

    private final byte[] from = new byte[BYTES];
    private final byte[] to = new byte[BYTES];
    private final double bytesPerUnit;

    /**
     * @param bytesPerUnit how many copied bytes count as one
     */
    MemoryCopy(double bytesPerUnit) {
        this.bytesPerUnit = bytesPerUnit;
    }

    @Override
    public double round() {
        System.arraycopy(from, 0, to, 0, BYTES);
        return BYTES / bytesPerUnit;
    }
}
