package io.slipstream.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.sim.EpisodeMetrics;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.driver.ConstantSpeedDriver;
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

    @Test
    void shouldTellWhoRanALightOrASignOnlyWhereThereIsOne() {
        EvaluationSummary turn = constantSpeed("RTM03");
        assertThat(EvaluationTable.json(turn)).doesNotContainKeys("signalRate", "stopRate");
        assertThat(EvaluationTable.text(turn)).doesNotContain("red light", "stop sign");
        EvaluationSummary lights = constantSpeed("LIGHTS");
        assertThat(EvaluationTable.json(lights))
                .containsKeys("signalRate", "signalRateInterval")
                .doesNotContainKey("stopRate");
        assertThat(lights.signal().value()).isBetween(0.2, 0.9);
        assertThat(lights.success().value() + lights.signal().value()).isEqualTo(1);
        EvaluationSummary sign = constantSpeed("STOPSIGN");
        assertThat(EvaluationTable.json(sign)).containsEntry("stopRate", 1.0).doesNotContainKey("signalRate");
        assertThat(EvaluationTable.text(sign)).contains("stop sign run");
    }

    private static EvaluationSummary constantSpeed(String task) {
        Scenario there = new Scenario(Tasks.byId(task), Shifts.byId("C0"), RewardSettings.defaults());
        List<EpisodeMetrics> episodes =
                new Evaluation(there, 40, 40, 7).run(new ScriptedPilot(new ConstantSpeedDriver(40)));
        return EvaluationSummary.of(there.task(), episodes);
    }

    private double success(Pilot pilot) {
        return EvaluationSummary.of(scenario.task(), new Evaluation(scenario, 40, 40, 7).run(pilot))
                .success()
                .value();
    }
}
