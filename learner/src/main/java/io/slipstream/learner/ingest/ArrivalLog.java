package io.slipstream.learner.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers in which order the records that fill the replay window arrived, as runs of offsets of one partition, so that
 * the window can be rebuilt from the log exactly. Owned by one thread.
 */
public final class ArrivalLog {
    /**
     * Records of one partition that arrived in a row.
     *
     * @param partition partition of the transitions topic
     * @param from first offset
     * @param to one past the last offset
     * @param steps steps they brought into the window
     */
    public record Run(int partition, long from, long to, long steps) {}

    private final long capacitySteps;
    private final Deque<Run> runs = new ArrayDeque<>();
    private long steps;
    private boolean broken;

    /**
     * @param capacitySteps steps after which older runs are forgotten
     */
    public ArrivalLog(long capacitySteps) {
        this.capacitySteps = capacitySteps;
    }

    /** Takes note of a record that brought {@code count} steps into the window. */
    public void add(int partition, long offset, int count) {
        Run last = runs.peekLast();
        if (!broken && last != null && last.partition() == partition && last.to() <= offset) {
            runs.removeLast();
            runs.addLast(new Run(partition, last.from(), offset + 1, last.steps() + count));
        } else {
            runs.addLast(new Run(partition, offset, offset + 1, count));
        }
        steps += count;
        broken = false;
        forget();
    }

    /** Begins a new run with the next record: what lies between was not taken in and must not be when a window is rebuilt. */
    public void skipped() {
        broken = true;
    }

    /** Forgets everything. */
    public void clear() {
        runs.clear();
        steps = 0;
        broken = false;
    }

    /** Steps after which older runs are forgotten. */
    long capacity() {
        return capacitySteps;
    }

    /** Whether the next record begins a new run, whatever it continues. */
    boolean broken() {
        return broken;
    }

    /**
     * Steps that have arrived since the first of some offsets came, that record's included; 0 if none of them is remembered.
     *
     * @param offsets first offset of a partition, by partition
     */
    public long stepsSince(Map<Integer, Long> offsets) {
        long since = 0;
        boolean reached = false;
        for (Run run : runs) {
            Long from = offsets.get(run.partition());
            if (reached) {
                since += run.steps();
            } else if (from != null && from < run.to()) {
                reached = true;
                // Segments of one run are of one length: so much of it is of the offsets asked for.
                long later = run.to() - Math.max(from, run.from());
                since += run.steps() * later / (run.to() - run.from());
            }
        }
        return since;
    }

    /** The runs, oldest first. */
    public List<Run> runs() {
        return new ArrayList<>(runs);
    }

    /** Replaces what is remembered. */
    public void restore(Collection<Run> earlier) {
        clear();
        runs.addAll(earlier);
        steps = earlier.stream().mapToLong(Run::steps).sum();
    }

    /** The least range that covers the runs of each partition. */
    public Map<Integer, Run> ranges() {
        Map<Integer, Run> ranges = new HashMap<>();
        for (Run run : runs) {
            ranges.merge(
                    run.partition(),
                    run,
                    (a, b) -> new Run(
                            a.partition(),
                            Math.min(a.from(), b.from()),
                            Math.max(a.to(), b.to()),
                            a.steps() + b.steps()));
        }
        return ranges;
    }

    private void forget() {
        for (Run oldest = runs.peekFirst();
                oldest != null && steps - oldest.steps() >= capacitySteps;
                oldest = runs.peekFirst()) {
            steps -= oldest.steps();
            runs.removeFirst();
        }
    }
}
