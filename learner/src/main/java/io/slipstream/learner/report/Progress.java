package io.slipstream.learner.report;

/**
 * Totals of a learner; safe to hand to other threads.
 *
 * @param modelVersion newest version published
 * @param updates gradient updates
 * @param environmentSteps steps taken in
 * @param segments segments taken in
 * @param lostSegments segments that never came
 * @param duplicateSegments segments dropped because they came again
 * @param fencedSegments segments dropped because a newer epoch of their actor had begun
 * @param deadLetters records refused
 * @param replaySteps steps held in the replay window
 * @param trainedSteps steps trained on
 * @param behind records of the log that were not taken in yet
 * @param discarded updates that moved nothing because something was wrong with them
 * @param withheld versions that were not made because something was wrong with the model
 * @param guarded what was wrong last; empty when nothing was
 */
public record Progress(
        int modelVersion,
        long updates,
        long environmentSteps,
        long segments,
        long lostSegments,
        long duplicateSegments,
        long fencedSegments,
        long deadLetters,
        long replaySteps,
        long trainedSteps,
        long behind,
        long discarded,
        long withheld,
        String guarded) {
    /** Before anything happened. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "");
}
