package io.slipstream.monitor.canary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first segments after a candidate has taken over: who stands still or crashes at once earns less from the first second on, long before
 * episodes end. All environments were driven by the incumbent until then, so that which of them the candidate got is chance, and an exact
 * rank test on what each earned since holds. There are a few looks, one segment apart; each gets half the error of the one before.
 *
 * @param environments stretches of each environment, oldest first
 * @param looks looks taken so far
 * @param latest what the last of them saw
 */
record Takeover(
        Map<String, List<Stretch>> environments,
        int looks,
        @Nullable Look latest) {
    private static final int LOOKS = 4;
    private static final int ENVIRONMENTS = 128;
    private static final int BEFORE = 4;
    private static final int FEWEST = 3;

    /**
     * A segment.
     *
     * @param candidate whether the candidate drove
     * @param firstStep where it begins in its environment
     * @param reward sum of its rewards
     */
    record Stretch(boolean candidate, long firstStep, double reward) {}

    /**
     * What a look saw.
     *
     * @param candidates environments of the candidate
     * @param incumbents the others
     * @param candidateMean reward since the take-over, mean over its environments
     * @param incumbentMean the same of the others
     * @param chance that chance alone puts the candidate so low
     * @param level at which it is rolled back
     */
    record Look(
            int candidates, int incumbents, double candidateMean, double incumbentMean, double chance, double level) {}

    Takeover {
        environments = new TreeMap<>(environments);
    }

    static Takeover initial() {
        return new Takeover(Map.of(), 0, null);
    }

    /** Without what no further look needs. */
    static Takeover ended(Takeover takeover) {
        return takeover.environments().isEmpty() ? takeover : new Takeover(Map.of(), LOOKS, takeover.latest());
    }

    boolean over() {
        return looks >= LOOKS;
    }

    /** With one more segment, and with a look when it is time for one. */
    Takeover with(String environment, Stretch stretch, double error) {
        if (over() || (!environments.containsKey(environment) && environments.size() >= ENVIRONMENTS)) {
            return this;
        }
        Map<String, List<Stretch>> next = new HashMap<>(environments);
        List<Stretch> stretches = new ArrayList<>(next.getOrDefault(environment, List.of()));
        stretches.add(stretch);
        stretches.sort(Comparator.comparingLong(Stretch::firstStep));
        // What lies before the take-over is not needed; when that was is known only once the candidate is seen.
        int most = BEFORE + LOOKS + 1;
        next.put(environment, stretches.subList(Math.max(0, stretches.size() - most), stretches.size()));
        return new Takeover(next, looks, latest).lookIfDue(error);
    }

    private Takeover lookIfDue(double error) {
        Map<String, Long> begins = begins();
        int wanted = looks + 1;
        int most = 0;
        List<Double> candidates = new ArrayList<>();
        List<Double> incumbents = new ArrayList<>();
        for (Map.Entry<String, List<Stretch>> entry : environments.entrySet()) {
            Long begin = begins.get(actor(entry.getKey()));
            if (begin == null) {
                continue;
            }
            List<Stretch> since = entry.getValue().stream()
                    .filter(stretch -> stretch.firstStep() >= begin)
                    .toList();
            if (since.size() < wanted) {
                return this;
            }
            most = Math.max(most, since.size());
            double reward =
                    since.stream().limit(wanted).mapToDouble(Stretch::reward).sum();
            (since.get(0).candidate() ? candidates : incumbents).add(reward);
        }
        // A segment too many shows that nobody's is still on the way.
        boolean due = most > wanted && candidates.size() >= FEWEST && incumbents.size() >= FEWEST;
        return due ? look(array(candidates), array(incumbents), error) : this;
    }

    private Takeover look(double[] candidates, double[] incumbents, double error) {
        double level = error / (1L << (looks + 1));
        Look seen = new Look(
                candidates.length,
                incumbents.length,
                mean(candidates),
                mean(incumbents),
                RankSum.chanceOfSoLow(candidates, incumbents),
                level);
        return new Takeover(environments, looks + 1, seen);
    }

    /** Step at which the candidate took over, by actor: its environments share their borders. */
    private Map<String, Long> begins() {
        Map<String, Long> begins = new HashMap<>();
        environments.forEach((environment, stretches) -> stretches.stream()
                .filter(Stretch::candidate)
                .forEach(stretch -> begins.merge(actor(environment), stretch.firstStep(), Math::min)));
        return begins;
    }

    private static String actor(String environment) {
        return environment.substring(0, environment.lastIndexOf('/'));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
