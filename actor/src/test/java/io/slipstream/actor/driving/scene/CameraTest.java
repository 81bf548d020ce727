package io.slipstream.actor.driving.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.RolloutSettings;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.ScenarioNames;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraTest {
    private static final int N = 4;
    private static final Scenario RTM03 =
            new Scenario(Tasks.byId("RTM03"), Shifts.byId("C0"), RewardSettings.defaults());
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            VectorEnvironment.OBSERVATION_SIZE,
            VectorEnvironment.ACTIONS,
            List.of(FeatureGroup.of("all", 0, VectorEnvironment.OBSERVATION_SIZE, FeatureGroup.Role.SCENE)));

    private final List<Footage> filmed = new ArrayList<>();

    @Test
    void shouldFilmTheFirstEnvironmentsAsOftenAsAsked() {
        drive(2, 3 * Camera.LENGTH);
        // The clock stands still, so one clip each is all there is.
        assertThat(filmed).extracting(Footage::environment).containsExactlyInAnyOrder(0, 1);
        assertThat(filmed).allSatisfy(footage -> {
            assertThat(footage.task()).isEqualTo("RTM03");
            assertThat(footage.modelVersion()).isEqualTo(7);
            assertThat(footage.frames()).isBetween(2, Camera.LENGTH);
            assertThat(footage.outcome().isPresent()).isEqualTo(footage.frames() < Camera.LENGTH);
            assertThat(footage.imaginedEgo()).hasSize(Camera.LENGTH * Footage.POSE);
            assertThat(footage.roads().lanes()).isNotEmpty();
            assertThat(footage.roads().route()).hasSizeBetween(4, 200);
        });
    }

    @Test
    void shouldShowWhatHappenedAndBeginTheImaginationThere() {
        drive(1, 2 * Camera.LENGTH);
        Scene scene = new SceneRecords(new ActorIdentity("f", "a", 1), Clock.systemUTC()).scene(filmed.get(0));
        float[] ego = Tensors.floats(scene.getEgo());
        float[] imagined = Tensors.floats(scene.getImaginedEgo());
        assertThat(Arrays.copyOf(imagined, 4)).containsExactly(Arrays.copyOf(ego, 4), within(1e-5f));
        for (int t = 1; t < scene.getEgo().getShape().get(0); t++) {
            double moved = Math.hypot(ego[5 * t] - ego[5 * t - 5], ego[5 * t + 1] - ego[5 * t - 4]);
            assertThat(moved).as("frame %d at %s m/s", t, ego[5 * t + 4]).isLessThan(0.2 + 0.12 * ego[5 * t + 4]);
        }
        assertThat(scene.getCars().getShape()).hasSize(3).element(2).isEqualTo(5);
        assertThat(scene.getTimeToCollision().getShape())
                .isEqualTo(List.of(scene.getEgo().getShape().get(0)));
    }

    @Test
    void shouldNotChangeHowTheFleetDrives() {
        assertThat(drive(0, 64)).isDeepEqualTo(drive(4, 64));
        assertThat(filmed).isNotEmpty();
    }

    @Test
    void shouldPutImaginedCarsWhereTheObservationSeesThem() {
        VectorEnvironment environment = new VectorEnvironment(List.of(RTM03), 1, 3);
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        int[] straight = {7};
        for (int t = 0; t < 20; t++) {
            environment.step(straight, out);
        }
        // An imagination that is right: the observation itself.
        Imagined imagined =
                Imagined.from(out.observations, 0, 1, VectorEnvironment.OBSERVATION_SIZE, environment.world());
        assertThat(imagined.cars()[4]).as("there is a car").isEqualTo(1);
        double nearest = Double.POSITIVE_INFINITY;
        for (int car = 0; car < environment.world().cars(0); car++) {
            nearest = Math.min(
                    nearest,
                    Math.hypot(
                            environment.world().carX(0, car) - imagined.cars()[0],
                            environment.world().carY(0, car) - imagined.cars()[1]));
        }
        assertThat(nearest).isLessThan(0.01);
    }

    /** Steps the environments; the actions taken. */
    private int[][] drive(int environments, int ticks) {
        VectorEnvironment environment = new VectorEnvironment(List.of(RTM03), N, 5);
        List<int[]> actions = new ArrayList<>();
        try (ActingSession session = new ActingSession(ModelWeights.initial(SPEC, 1), N, 2)) {
            Rollout rollout = new Rollout(
                    new DrivingEnvironment(environment, ScenarioNames.SHIPPED),
                    session,
                    SPEC,
                    new RolloutSettings(8, false, 7),
                    (Segment segment) -> actions.add(segment.actions().clone()),
                    episode -> {},
                    swap -> {});
            Camera camera =
                    new Camera(environment, session, environments, Duration.ofSeconds(1), () -> 0L, filmed::add);
            for (int t = 0; t < ticks; t++) {
                rollout.tick();
                camera.ticked(rollout.modelVersion());
            }
        }
        return actions.toArray(new int[0][]);
    }
}
