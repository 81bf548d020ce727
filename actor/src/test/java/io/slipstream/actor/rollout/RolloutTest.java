package io.slipstream.actor.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.environment.Conditions;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final int N = 3;
    private static final int T = 8;
    private static final Scenario RTM03 =
            new Scenario(Tasks.byId("RTM03"), Shifts.byId("C0"), RewardSettings.defaults());

    private final DrivingEnvironment environment = new DrivingEnvironment(List.of(RTM03), N, 5);
    private final ModelSpec spec = ModelSpec.preset(
            "tiny",
            VectorEnvironment.OBSERVATION_SIZE,
            VectorEnvironment.ACTIONS,
            List.of(FeatureGroup.of("all", 0, VectorEnvironment.OBSERVATION_SIZE, FeatureGroup.Role.SCENE)));
    private final ActingSession session = new ActingSession(ModelWeights.initial(spec, 1), N, 2);
    private final List<Segment> segments = new ArrayList<>();
    private final List<FinishedEpisode> episodes = new ArrayList<>();
    private final List<Swap> swaps = new ArrayList<>();
    private final Rollout rollout = new Rollout(
            environment, session, spec, new RolloutSettings(T, false, 1), segments::add, episodes::add, swaps::add);

    @AfterEach
    void close() {
        rollout.close();
        session.close();
    }

    @Test
    void shouldHandOverOneSegmentPerEnvironmentEveryTSteps() {
        tick(3 * T);

        assertThat(segments).hasSize(3 * N);
        assertThat(rollout.steps()).isEqualTo(3L * T * N);
        assertThat(rollout.segments()).isEqualTo(3L * N);
        assertThat(segments.get(0).flags()[0]).isEqualTo((byte) 1);
        assertThat(segments).allSatisfy(s -> assertThat(s.conditions().task()).isEqualTo("RTM03"));
    }

    @Test
    void shouldNameOneVersionPerSegmentAcrossASwapWithoutDroppingAStep() {
        tick(3);
        rollout.swap(2, ModelWeights.initial(spec, 9));
        tick(2 * T - 3);
        rollout.swap(3, ModelWeights.initial(spec, 10));
        tick(T);

        assertThat(segments).extracting(Segment::modelVersion).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3);
        assertThat(segments).extracting(Segment::firstStep).containsExactly(0L, 0L, 0L, 8L, 8L, 8L, 16L, 16L, 16L);
        assertThat(swaps).extracting(Swap::version).containsExactly(2, 3);
    }

    @Test
    void shouldContinueEachSegmentInTheNextOne() {
        tick(40 * T);

        for (int i = N; i < segments.size(); i++) {
            Segment before = segments.get(i - N);
            Segment after = segments.get(i);
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(after.rewards()[0]).isEqualTo(before.rewards()[T]);
            assertThat(after.flags()[0]).isEqualTo(before.flags()[T]);
        }
    }

    @Test
    void shouldBeginEveryEpisodeAfterTheLastStepOfTheOneBefore() {
        rollTo(4);

        for (int e = 0; e < N; e++) {
            int last = 2;
            for (Segment segment : segments) {
                if (segment.environment() == e) {
                    for (int t = 0; t < T; t++) {
                        boolean first = (segment.flags()[t] & 1) != 0;
                        assertThat(first).isEqualTo((last & 2) != 0);
                        last = segment.flags()[t];
                    }
                }
            }
        }
    }

    @Test
    void shouldReportEveryFinishedEpisode() {
        rollTo(3);

        assertThat(episodes.get(0).report().steps()).isPositive();
        assertThat(episodes.get(0).endStep()).isEqualTo(episodes.get(0).report().steps());
        assertThat(episodes.get(0).modelVersion()).isEqualTo(1);
    }

    @Test
    void shouldDriveAChangedScenarioFromTheNextEpisodeOn() {
        rollout.change(Conditions.of("LTM03", "C0"));
        rollTo(2 * N + 1);

        assertThat(episodes.get(0).report().conditions().task()).isEqualTo("RTM03");
        assertThat(episodes.get(episodes.size() - 1).report().conditions().task())
                .isEqualTo("LTM03");
    }

    @Test
    void shouldLetACandidateDriveItsShareAndNobodyElse() {
        tick(3);
        rollout.lineUp(new Lineup(1, ModelWeights.initial(spec, 1), trial(2, .4, false), false));

        tick(5 + 2 * T);

        assertThat(versions(segments.subList(N, 3 * N))).containsExactly(1, 1, 2, 1, 1, 2);
        rollout.lineUp(Lineup.of(1, ModelWeights.initial(spec, 1)));
        tick(T);
        assertThat(versions(segments.subList(3 * N, 4 * N))).containsExactly(1, 1, 1);
    }

    @Test
    void shouldMarkEpisodesThatATrialHeldForFromTheFirstStepToTheLast() {
        tick(3);
        rollout.lineUp(new Lineup(1, ModelWeights.initial(spec, 1), trial(2, .4, false), false));

        tick(400 * T);

        assertThat(episodes).isNotEmpty();
        assertThat(episodes.stream().filter(e -> e.episode() == 0))
                .allSatisfy(e -> assertThat(e.trial()).isZero());
        assertThat(episodes.stream().filter(e -> e.episode() > 0)).isNotEmpty().allSatisfy(e -> {
            assertThat(e.trial()).isEqualTo(2);
            assertThat(e.modelVersion()).isEqualTo(e.environment() == 2 ? 2 : 1);
            assertThat(e.shadow()).isEmpty();
        });
    }

    @Test
    void shouldScoreAShadowThatDrivesNowhere() {
        rollout.lineUp(new Lineup(1, ModelWeights.initial(spec, 1), trial(2, .4, true), false));

        tick(100 * T);

        assertThat(versions(segments)).containsOnly(1);
        assertThat(episodes.stream().filter(e -> e.environment() == 2))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.shadow()).hasValueSatisfying(shadow -> {
                    assertThat(shadow.candidate()).isEqualTo(2);
                    assertThat(shadow.agreement()).isBetween(0.0, 1.0);
                    assertThat(shadow.tvDynamics()).isBetween(0.0, 1.0);
                }));
        assertThat(episodes.stream().filter(e -> e.environment() != 2))
                .allSatisfy(e -> assertThat(e.shadow()).isEmpty());
    }

    @Test
    void shouldDriveByAScriptWhileFrozenAndByTheVersionAgainAfterwards() {
        rollout.lineUp(new Lineup(1, ModelWeights.initial(spec, 1), Optional.empty(), true));
        tick(60 * T);
        assertThat(versions(segments)).containsOnly(0);
        assertThat(episodes)
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.report().success()).isTrue());
        segments.clear();

        rollout.lineUp(Lineup.of(1, ModelWeights.initial(spec, 1)));
        tick(T);

        assertThat(versions(segments)).containsOnly(1);
    }

    @Test
    void shouldLetARuleBasedDriverDemonstrateInItsShareAndNowhereElse() {
        DrivingEnvironment world = new DrivingEnvironment(List.of(RTM03), N, 5);
        try (ActingSession own = new ActingSession(ModelWeights.initial(spec, 1), N, 2)) {
            Rollout showing = new Rollout(
                    world,
                    own,
                    spec,
                    new RolloutSettings(T, false, 1).withDemonstrations(.4),
                    segments::add,
                    episodes::add,
                    swaps::add);
            for (int i = 0; i < 60 * T; i++) {
                showing.tick();
            }
            showing.lineUp(new Lineup(1, ModelWeights.initial(spec, 1), trial(2, .99, false), false));
            for (int i = 0; i < T; i++) {
                showing.tick();
            }
        }

        assertThat(versions(segments.subList(0, 60 * N)).stream().distinct()).containsExactly(1, 0);
        assertThat(segments).allSatisfy(s -> assertThat(s.modelVersion() == 0).isEqualTo(s.environment() == 1));
        assertThat(segments)
                .filteredOn(s -> s.environment() == 1)
                .allSatisfy(s -> assertThat(s.logProbability()).containsOnly(0f));
        assertThat(episodes).filteredOn(e -> e.environment() == 1).isNotEmpty().allSatisfy(e -> {
            assertThat(e.modelVersion()).isZero();
            assertThat(e.report().success()).isTrue();
        });
    }

    private Optional<Lineup.Trial> trial(int version, double share, boolean shadow) {
        return Optional.of(new Lineup.Trial(version, ModelWeights.initial(spec, 7), share, shadow));
    }

    private static List<Integer> versions(List<Segment> of) {
        return of.stream().map(Segment::modelVersion).toList();
    }

    private void tick(int count) {
        for (int i = 0; i < count; i++) {
            rollout.tick();
        }
    }

    private void rollTo(int finished) {
        for (int i = 0; i < 20_000 && episodes.size() < finished; i++) {
            rollout.tick();
        }
        assertThat(episodes).hasSizeGreaterThanOrEqualTo(finished);
    }
}
