package io.slipstream.learner.ingest;

import java.util.Map;
import java.util.TreeMap;

/**
 * Follows the segment numbers of every environment, so that loss and duplicates show. Owned by one thread.
 *
 * <p>The first segment ever seen of an environment may have any number: the log may have been joined late. A newer epoch
 * must start from 0.
 */
public final class SequenceTracker {
    /** What to do with a segment. */
    public enum Verdict {
        /** It continues the segment before it. */
        CONTINUES,
        /** It is new, but does not continue what came before. */
        STARTS,
        /** It was seen before: drop it. */
        DUPLICATE,
        /** It comes from an epoch that a newer one has replaced: drop it. */
        FENCED
    }

    /**
     * Where one environment stands.
     *
     * @param epoch newest epoch
     * @param nextSequence number the next segment should have
     * @param nextStep step number it should begin with
     */
    public record Position(long epoch, long nextSequence, long nextStep) {}

    /**
     * Everything the tracker knows, to be kept in a checkpoint.
     *
     * @param positions by environment key
     * @param lost segments that never came
     * @param duplicates segments that came again
     * @param fenced segments of replaced epochs
     */
    public record State(Map<String, Position> positions, long lost, long duplicates, long fenced) {
        /** Nothing seen yet. */
        public static final State EMPTY = new State(Map.of(), 0, 0, 0);

        /** Copies the map. */
        public State {
            positions = Map.copyOf(positions);
        }
    }

    private final Map<String, Position> positions = new TreeMap<>();
    private long lost;
    private long duplicates;
    private long fenced;

    /**
     * Takes note of a segment.
     *
     * @param environment names actor and environment
     * @param epoch actor epoch
     * @param sequence segment number in that epoch
     * @param firstStep step number of its first entry
     * @param length its steps
     */
    public Verdict accept(String environment, long epoch, long sequence, long firstStep, int length) {
        Position position = positions.get(environment);
        if (position != null && epoch < position.epoch()) {
            fenced++;
            return Verdict.FENCED;
        }
        boolean newEpoch = position != null && epoch > position.epoch();
        long expected = position == null ? sequence : newEpoch ? 0 : position.nextSequence();
        if (sequence < expected) {
            duplicates++;
            return Verdict.DUPLICATE;
        }
        lost += sequence - expected;
        positions.put(environment, new Position(epoch, sequence + 1, firstStep + length));
        // A segment that its actor dropped on purpose leaves a hole in the steps, not in the sequence.
        boolean continues = position != null && !newEpoch && sequence == expected && firstStep == position.nextStep();
        return continues ? Verdict.CONTINUES : Verdict.STARTS;
    }

    /** Environments seen so far. */
    int environments() {
        return positions.size();
    }

    /** Segments that never came. */
    public long lost() {
        return lost;
    }

    /** Segments that came again and were dropped. */
    public long duplicates() {
        return duplicates;
    }

    /** Segments of replaced epochs that were dropped. */
    public long fenced() {
        return fenced;
    }

    /** Everything known now. */
    public State state() {
        return new State(positions, lost, duplicates, fenced);
    }

    /** Goes on from a state taken earlier. */
    public void restore(State state) {
        positions.clear();
        positions.putAll(state.positions());
        lost = state.lost();
        duplicates = state.duplicates();
        fenced = state.fenced();
    }
}
