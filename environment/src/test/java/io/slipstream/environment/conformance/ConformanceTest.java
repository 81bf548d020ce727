package io.slipstream.environment.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The suite finds what is wrong with an environment, and nothing in one that is right. */
class ConformanceTest {
    private enum Fault {
        NONE,
        NAN,
        FORGETS_TO_BEGIN,
        MISCOUNTS,
        CHANGES_AT_ONCE,
        TAKES_ANY_ACTION
    }

    /** Counts to ten, or to seven under a shift. */
    private static final class Counting implements Environment {
        private final Fault fault;
        private final int n;
        private final int[] count;
        private final long[] episode;
        private final Conditions[] held;
        private Conditions asked = Conditions.of("count", "C0");
        private SplittableRandom random = new SplittableRandom(1);
        private float[] noise;

        Counting(Fault fault, int n) {
            this.fault = fault;
            this.n = n;
            count = new int[n];
            episode = new long[n];
            held = new Conditions[n];
            noise = new float[n];
            Arrays.fill(episode, -1);
            Arrays.fill(held, asked);
        }

        @Override
        public int environments() {
            return n;
        }

        @Override
        public Spaces spaces() {
            return new Spaces(ObservationSpace.ofBody("count", 2), 3, 1);
        }

        @Override
        public void reset(ResetRequest request, StepBuffer out) {
            request.conditions().ifPresent(this::change);
            request.seed().ifPresent(seed -> random = new SplittableRandom(seed));
            out.clearFinished();
            for (int e = 0; e < n; e++) {
                begin(e, out);
            }
        }

        private void begin(int e, StepBuffer out) {
            count[e] = 0;
            episode[e]++;
            held[e] = asked;
            noise[e] = random.nextFloat();
            write(e, fault == Fault.FORGETS_TO_BEGIN && episode[e] > 0 ? 0 : StepBuffer.FIRST, 0, out);
        }

        private void write(int e, int flags, float reward, StepBuffer out) {
            out.observations[2 * e] = fault == Fault.NAN && count[e] == 3 ? Float.NaN : count[e] / 10f;
            out.observations[2 * e + 1] = noise[e];
            out.rewards[e] = reward;
            out.flags[e] = (byte) flags;
        }

        private int length(int e) {
            return (fault == Fault.CHANGES_AT_ONCE ? asked : held[e]).shift().equals("short") ? 7 : 10;
        }

        private boolean over(int e) {
            return count[e] >= length(e);
        }

        @Override
        public void step(int[] actions, StepBuffer out) {
            for (int action : actions) {
                if ((action < 0 || action > 2) && fault != Fault.TAKES_ANY_ACTION) {
                    throw new IllegalArgumentException("no action " + action);
                }
            }
            out.clearFinished();
            for (int e = 0; e < n; e++) {
                if (over(e)) {
                    begin(e, out);
                    continue;
                }
                count[e]++;
                if (over(e)) {
                    out.addFinished(e);
                }
                write(e, over(e) ? StepBuffer.LAST | StepBuffer.TERMINAL : 0, 1, out);
            }
        }

        @Override
        public void change(Conditions conditions) {
            if (!Set.of("C0", "short").contains(conditions.shift())) {
                throw new IllegalArgumentException("known are C0 and short");
            }
            asked = conditions;
        }

        @Override
        public Conditions conditions(int environment) {
            return fault == Fault.CHANGES_AT_ONCE ? asked : held[environment];
        }

        @Override
        public long episode(int environment) {
            return episode[environment];
        }

        @Override
        public EpisodeReport report(int e) {
            if (!over(e)) {
                throw new IllegalStateException("it goes on");
            }
            int steps = fault == Fault.MISCOUNTS ? count[e] + 1 : count[e];
            return new EpisodeReport(held[e], steps, count[e], true, "DONE", true, Map.of());
        }
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        ConformanceReport report = check(Fault.NONE);

        assertThat(report.conforms()).as(report.text()).isTrue();
        assertThat(report.findings()).hasSizeGreaterThanOrEqualTo(17);
        assertThat(report.text()).contains("counting: 20 of 20 promises kept");
    }

    @Test
    void shouldNameThePromiseThatIsBroken() {
        assertBroken(Fault.NAN, "observations and rewards are finite");
        assertBroken(Fault.FORGETS_TO_BEGIN, "an episode begins right after one has ended");
        assertBroken(Fault.MISCOUNTS, "an ended episode's report adds up");
        assertBroken(Fault.CHANGES_AT_ONCE, "other conditions hold from the next episode on");
        assertBroken(Fault.TAKES_ANY_ACTION, "an action that does not exist is refused");
    }

    private static void assertBroken(Fault fault, String promise) {
        ConformanceReport report = check(fault);
        assertThat(report.conforms()).isFalse();
        assertThat(report.findings()).as(report.text()).anySatisfy(finding -> {
            assertThat(finding.kept()).isFalse();
            assertThat(finding.promise()).startsWith(promise);
            assertThat(finding.problem()).isNotBlank();
        });
        assertThat(report.text()).contains("BROKEN  " + promise);
    }

    private static ConformanceReport check(Fault fault) {
        return Conformance.check(
                new Subject("counting", n -> new Counting(fault, n), Conditions.of("count", "short"), true));
    }
}
