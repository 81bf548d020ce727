package io.slipstream.app.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Counts segments that are missing or came twice. Segments of one environment and actor epoch are numbered from 0 without
 * gaps, so that both show on the log itself.
 */
final class SequenceBook {
    /** One environment in one epoch of one actor. */
    record Stream(String actor, int environment, long epoch) {}

    private static final class Position {
        private long next;
        private final TreeSet<Long> missing = new TreeSet<>();
    }

    private final Map<Stream, Position> positions = new HashMap<>();
    private long segments;
    private long duplicates;
    private long lost;

    /**
     * Takes a segment in.
     *
     * @param headMayBeGone whether retention may have removed the stream's first segments, which then are not lost
     * @return whether it is the first time that this segment is seen
     */
    boolean add(Stream stream, long sequence, boolean headMayBeGone) {
        Position position = positions.get(stream);
        if (position == null) {
            position = new Position();
            position.next = headMayBeGone ? sequence : 0;
            positions.put(stream, position);
        }
        segments++;
        if (sequence < position.next) {
            return late(position, sequence);
        }
        for (long gap = position.next; gap < sequence; gap++) {
            position.missing.add(gap);
            lost++;
        }
        position.next = sequence + 1;
        return true;
    }

    private boolean late(Position position, long sequence) {
        if (position.missing.remove(sequence)) {
            lost--;
            return true;
        }
        duplicates++;
        return false;
    }

    /** Segments read, duplicates included. */
    long segments() {
        return segments;
    }

    /** Segments that came more than once. */
    long duplicates() {
        return duplicates;
    }

    /** Segments that later ones of their stream have overtaken and that never came. */
    long lost() {
        return lost;
    }
}
