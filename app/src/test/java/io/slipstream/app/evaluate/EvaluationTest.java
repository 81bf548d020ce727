package io.slipstream.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.driver.RandomDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Scenario scenario = new Scenario(Tasks.byId("RTM03"), Shifts.byId("C0"), RewardSettings.defaults());

    @Test
    void shouldFixBeforehandHowManyEpisodesAnEnvironmentContributes() {
        Evaluation evaluation = new Evaluation(scenario, 10, 4, 1);
        assertThat(IntStream.range(0, 4).map(evaluation::quota)).containsExactly(3, 3, 2, 2);
    }

    @Test
    void shouldDriveExactlyTheEpisodesAskedFor() {
        List<EpisodeMetrics> episodes = new Evaluation(scenario, 21, 8, 5).run(new ScriptedPilot(new ExpertDriver(8)));
        assertThat(episodes).hasSize(21);
    }

    @Test
    void shouldTellTheExpertFromChance() {
        double expert = success(new ScriptedPilot(new ExpertDriver(40)));
        double random = success(new ScriptedPilot(new RandomDriver(3)));
        assertThat(expert).isGreaterThan(0.85);
        assertThat(random).isLessThan(0.1);
    }

    @Test
    void shouldGiveTheSameEpisodesForTheSameSeed() {
        Evaluation evaluation = new Evaluation(scenario, 8, 4, 11);
        assertThat(evaluation.run(new ScriptedPilot(new ExpertDriver(4))))
                .isEqualTo(evaluation.run(new ScriptedPilot(new ExpertDriver(4))));
    }

    @Test
    void shouldRefuseToDriveNoEpisode() {
        assertThatThrownBy(() -> new Evaluation(scenario, 0, 4, 1)).hasMessageContaining("at least one episode");
    }

    private double success(Pilot pilot) {
        return EvaluationSummary.of(new Evaluation(scenario, 40, 40, 7).run(pilot))
                .success()
                .value();
    }
}
