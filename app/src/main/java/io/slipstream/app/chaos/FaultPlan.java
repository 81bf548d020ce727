package io.slipstream.app.chaos;

import io.slipstream.app.chaos.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws faults from a seed. What is hit also depends on who is well at that moment: nobody is hit twice at a time. */
final class FaultPlan {
    private static final Map<Kind, Integer> WEIGHTS = Map.of(
            Kind.KILL, 45, Kind.PAUSE, 25, Kind.SLOW, 8, Kind.HOLD, 8, Kind.MUTE, 8, Kind.CUT, 8, Kind.FULL_DISK, 6);

    private final SplittableRandom random;
    private final long meanGapMillis;
    private final Map<Kind, List<String>> targets;
    private int drawn;

    /**
     * @param seed of everything
     * @param meanGapMillis mean time between two faults; each gap lies between 0.4 and 1.6 times this
     * @param targets who can be hit by what; kinds without any never happen
     */
    FaultPlan(long seed, long meanGapMillis, Map<Kind, List<String>> targets) {
        this.random = new SplittableRandom(seed);
        this.meanGapMillis = meanGapMillis;
        this.targets = Map.copyOf(targets);
    }

    /**
     * The next fault.
     *
     * @param busy who is not well and must not be hit
     */
    Fault next(Set<String> busy) {
        // Always as many draws a fault, so that what is busy changes the targets of later faults only where it must.
        int kindDraw = random.nextInt(total());
        int targetDraw = random.nextInt(1 << 20);
        double gapDraw = random.nextDouble();
        double lastsDraw = random.nextDouble();
        double strengthDraw = random.nextDouble();
        List<Kind> kinds = kindsFrom(kindDraw);
        for (Kind kind : kinds) {
            List<String> possible = new ArrayList<>(targets.getOrDefault(kind, List.of()));
            possible.removeAll(busy);
            if (!possible.isEmpty()) {
                drawn++;
                return new Fault(
                        drawn,
                        kind,
                        possible.get(targetDraw % possible.size()),
                        (long) (meanGapMillis * (0.4 + 1.2 * gapDraw)),
                        lasts(kind, lastsDraw),
                        50 + (long) (450 * strengthDraw));
            }
        }
        throw new IllegalStateException("everything is broken already");
    }

    /** Whether there is anybody left to hit. */
    boolean possible(Set<String> busy) {
        return targets.values().stream().flatMap(List::stream).anyMatch(target -> !busy.contains(target));
    }

    private int total() {
        return targets.keySet().stream()
                .mapToInt(kind -> WEIGHTS.getOrDefault(kind, 0))
                .sum();
    }

    /** All kinds, beginning with the one that was drawn. */
    private List<Kind> kindsFrom(int draw) {
        List<Kind> kinds = new ArrayList<>();
        int left = draw;
        for (Kind kind : Kind.values()) {
            if (targets.containsKey(kind)) {
                left -= WEIGHTS.getOrDefault(kind, 0);
                if (left < 0 && kinds.isEmpty()) {
                    kinds.add(kind);
                }
            }
        }
        for (Kind kind : Kind.values()) {
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static long lasts(Kind kind, double draw) {
        return switch (kind) {
            case KILL -> (long) (8_000 * draw);
            case PAUSE -> (long) (5_000 + 55_000 * draw);
            case SLOW, HOLD, MUTE -> (long) (5_000 + 25_000 * draw);
            case CUT -> (long) (2_000 + 18_000 * draw);
            case FULL_DISK -> (long) (8_000 + 12_000 * draw);
        };
    }
}
