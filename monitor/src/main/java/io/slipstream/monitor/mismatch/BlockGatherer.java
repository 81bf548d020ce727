package io.slipstream.monitor.mismatch;

import io.slipstream.runtime.signals.WindowSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a window together from blocks of correlated steps: consecutive segments of one environment, some hundred steps each. Parts of one
 * environment must come in their order; which environment comes first does not matter.
 */
public final class BlockGatherer {
    private final long blockSteps;
    private final Map<String, List<WindowSignals>> byEnvironment = new TreeMap<>();
    private long steps;

    /** With the steps of one environment that make a block. */
    public BlockGatherer(long blockSteps) {
        this.blockSteps = blockSteps;
    }

    /** Adds a segment or a finished episode of an environment; {@code part} belongs to the window from now on. */
    public void add(String environment, WindowSignals part) {
        List<WindowSignals> blocks = byEnvironment.computeIfAbsent(environment, e -> new ArrayList<>());
        WindowSignals last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        steps += part.steps();
        if (last == null || (last.steps() >= blockSteps && part.steps() > 0)) {
            blocks.add(part);
        } else {
            last.merge(part);
        }
    }

    /** Steps gathered. */
    public long steps() {
        return steps;
    }

    /** The blocks, environment by environment. */
    public List<WindowSignals> blocks() {
        return byEnvironment.values().stream().flatMap(List::stream).toList();
    }

    /** The blocks in the order of time: the first of every environment, then the second of every environment. */
    public List<WindowSignals> blocksInTime() {
        List<WindowSignals> blocks = new ArrayList<>();
        int longest = byEnvironment.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<WindowSignals> environment : byEnvironment.values()) {
                if (i < environment.size()) {
                    blocks.add(environment.get(i));
                }
            }
        }
        return blocks;
    }
}
