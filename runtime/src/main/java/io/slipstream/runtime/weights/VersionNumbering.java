package io.slipstream.runtime.weights;

/** Tells numbers that a fleet's next version can have from ones that it cannot have come to. */
public final class VersionNumbering {
    /** Others that publish in between leave gaps of a few; no fleet makes as many as this unseen. */
    private static final int LARGEST_GAP = 10_000;

    private VersionNumbering() {}

    /**
     * Whether a version can have come after another. One record of a giant number would else make every later version pass for an old
     * one, and leave none to number at the end.
     *
     * @param newest newest number known; 0 when none is, and any positive number can be the first
     * @param number that a manifest has
     */
    public static boolean follows(int newest, int number) {
        return number > newest && (newest == 0 || number - (long) newest <= LARGEST_GAP);
    }
}
