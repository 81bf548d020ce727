package io.slipstream.sim.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures that a working world gives to drivers whose skill is known. */
class ScriptedDriversTest {
    private static final int ENVIRONMENTS = 100;
    private static final int EPISODES = 4;

    @ParameterizedTest
    @CsvSource({
        "RTM03, 0.999",
        "LTM03, 0.999",
        "ROM03, 0.997",
        "RTD12, 0.993",
        "LTD03, 0.880",
        "MERGE, 0.995",
        "MERGE_DENSE, 0.927",
        "FOURLANE, 0.99",
        "OVERTAKE, 0.999",
        "STOPSIGN, 0.999",
        "LIGHTS, 0.999",
        "NAVIGATION, 0.99"
    })
    void shouldLetTheExpertSucceed(String task, double expected) {
        assertThat(success(task, new ExpertDriver(ENVIRONMENTS))).isGreaterThanOrEqualTo(lower(expected));
    }

    @ParameterizedTest
    @CsvSource({"RTM03, 0.997", "LTM03, 0.999", "ROM03, 0.997"})
    void shouldLetTheExpertDemonstrateAsWellAsItDrives(String task, double expected) {
        ExpertDriver expert = new ExpertDriver(ENVIRONMENTS);
        int[] all = IntStream.range(0, ENVIRONMENTS).toArray();
        Driver demonstrator = (environment, actions) -> expert.demonstrate(environment, all, actions);

        assertThat(success(task, demonstrator)).isGreaterThanOrEqualTo(lower(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "RTM03, 0.624",
        "LTM03, 0.513",
        "ROM03, 0.654",
        "RTD12, 0.589",
        "LTD03, 0.336",
        "MERGE, 0.661",
        "MERGE_DENSE, 0.539"
    })
    void shouldLetABlindDriverSucceedAsOftenAsTheTrafficHasGaps(String task, double expected) {
        assertThat(success(task, new ConstantSpeedDriver(ENVIRONMENTS)))
                .isBetween(lower(expected), 2 * expected - lower(expected));
    }

    @ParameterizedTest
    @CsvSource({"C1, 0.995", "C2, 0.989"})
    void shouldLetTheExpertFindGapsInDenserTraffic(String shift, double expected) {
        VectorEnvironment environment = environment("RTM03", shift);
        assertThat(success(environment, new ExpertDriver(ENVIRONMENTS))).isGreaterThanOrEqualTo(lower(expected));
    }

    @ParameterizedTest
    @CsvSource({"OVERTAKE, COLLISION", "STOPSIGN, STOP"})
    void shouldNeverLetABlindDriverPassACarOrASign(String task, Outcome outcome) {
        VectorEnvironment environment = environment(task, "C0");
        List<EpisodeMetrics> episodes = drive(environment, new ConstantSpeedDriver(ENVIRONMENTS));
        assertThat(episodes).allMatch(metrics -> metrics.outcome() == outcome);
    }

    @Test
    void shouldLetABlindDriverPassTheLightsAsOftenAsTheyAreNotRed() {
        List<EpisodeMetrics> episodes = drive(environment("LIGHTS", "C0"), new ConstantSpeedDriver(ENVIRONMENTS));
        // Red for 70 of 125 ticks on average.
        double passed = 55 / 125.0;
        assertThat(share(episodes)).isBetween(lower(passed), 2 * passed - lower(passed));
        assertThat(episodes)
                .allMatch(metrics -> metrics.outcome() == Outcome.DESTINATION || metrics.outcome() == Outcome.SIGNAL);
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void shouldNeverLetARandomDriverSucceed(String task) {
        assertThat(success(task, new RandomDriver(1))).isZero();
    }

    @Test
    void shouldLetAnErraticDriverCollideAtAnySpeed() {
        VectorEnvironment environment = environment("LTM03", "C0");
        Driver driver = new ErraticDriver(ENVIRONMENTS, 4);
        StepOutput out = new StepOutput(ENVIRONMENTS);
        environment.reset(out);
        int[] actions = new int[ENVIRONMENTS];
        int slow = 0;
        int fast = 0;
        int standing = 0;
        for (int t = 0; t < 1_500; t++) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int i = 0; i < out.finishedCount(); i++) {
                if (environment.metrics(out.finished[i]).outcome() == Outcome.COLLISION) {
                    // The reward at a collision is 30 times the speed, less small change.
                    boolean creeping = out.rewards[out.finished[i]] > -45;
                    slow += creeping ? 1 : 0;
                    fast += creeping ? 0 : 1;
                }
            }
            for (int e = 0; e < ENVIRONMENTS; e++) {
                standing += environment.world().speed(e) < 0.1 ? 1 : 0;
            }
        }
        assertThat(slow).isGreaterThan(10);
        assertThat(fast).isGreaterThan(2 * slow);
        assertThat(standing / 1_500.0 / ENVIRONMENTS).isBetween(0.1, 0.5);
    }

    @Test
    void shouldDisturbAnotherDriverAsOftenAsAsked() {
        VectorEnvironment environment = environment("RTM03", "C0");
        int[] actions = new int[ENVIRONMENTS];
        Driver steady = (ignored, chosen) -> Arrays.fill(chosen, 7);
        Driver noisy = new StickyNoise(steady, ENVIRONMENTS, 0.02, 5);
        int disturbed = 0;
        for (int t = 0; t < 2_000; t++) {
            noisy.act(environment, actions);
            for (int action : actions) {
                disturbed += action == 7 ? 0 : 1;
            }
        }
        // A slip of 5 ticks begins in 2 of 100 free ticks, and in 14 of 15 cases it shows.
        double share = disturbed / (2_000.0 * ENVIRONMENTS);
        assertThat(share).isBetween(0.08, 0.095);
    }

    @Test
    void shouldRefuseProbabilitiesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomDriver(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new StickyNoise(new RandomDriver(1), 1, 1.5, 1));
    }

    /** Three standard deviations below. */
    private static double lower(double expected) {
        return expected - 3 * Math.sqrt(expected * (1 - expected) / (ENVIRONMENTS * EPISODES));
    }

    static List<String> everyTask() {
        return Tasks.ids();
    }

    private static double success(String task, Driver driver) {
        return success(environment(task, "C0"), driver);
    }

    private static double success(VectorEnvironment environment, Driver driver) {
        return share(drive(environment, driver));
    }

    private static double share(List<EpisodeMetrics> episodes) {
        return episodes.stream().filter(metrics -> metrics.outcome().success()).count() / (double) episodes.size();
    }

    private static List<EpisodeMetrics> drive(VectorEnvironment environment, Driver driver) {
        StepOutput out = new StepOutput(ENVIRONMENTS);
        environment.reset(out);
        int[] actions = new int[ENVIRONMENTS];
        List<EpisodeMetrics> episodes = new ArrayList<>();
        while (episodes.size() < ENVIRONMENTS * EPISODES) {
            driver.act(environment, actions);
            environment.step(actions, out);
            for (int i = 0; i < out.finishedCount(); i++) {
                // The first episodes of every environment, so that short ones do not count more.
                if (environment.episode(out.finished[i]) < EPISODES) {
                    episodes.add(environment.metrics(out.finished[i]));
                }
            }
        }
        return episodes;
    }

    private static VectorEnvironment environment(String task, String shift) {
        Scenario scenario = new Scenario(Tasks.byId(task), Shifts.byId(shift), RewardSettings.defaults());
        return new VectorEnvironment(List.of(scenario), ENVIRONMENTS, 31);
    }
}
