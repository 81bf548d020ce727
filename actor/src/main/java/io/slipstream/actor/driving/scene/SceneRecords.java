package io.slipstream.actor.driving.scene;

import static io.slipstream.actor.driving.scene.Footage.POSE;

import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Outcome;
import io.slipstream.schemas.avro.Scene;
import io.slipstream.schemas.avro.Tensor;
import java.time.Clock;

/** Turns footage into records of the log. */
public final class SceneRecords {
    private final ActorIdentity identity;
    private final Clock clock;

    /**
     * @param identity whose records these are
     * @param clock wall clock of the records
     */
    public SceneRecords(ActorIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** Footage as a record. */
    public Scene scene(Footage footage) {
        int frames = footage.frames();
        int horizon = footage.imaginedEgo().length / POSE;
        Scene.Builder scene = Scene.newBuilder()
                .setFleet(identity.fleet())
                .setActor(identity.actor())
                .setEnvironment(footage.environment())
                .setEpoch(identity.epoch())
                .setEpisode(footage.episode())
                .setTick(footage.tick())
                .setTask(footage.task())
                .setModelVersion(footage.modelVersion())
                .setLanes(
                        footage.roads().lanes().stream().map(SceneRecords::line).toList())
                .setRoute(line(footage.roads().route()))
                .setEgo(Tensors.floats(footage.ego(), frames, POSE))
                .setCars(poses(footage.cars(), frames))
                .setTimeToCollision(Tensors.floats(footage.timeToCollision(), frames))
                .setLights(Tensors.bytes(footage.lights(), frames))
                .setImaginedEgo(Tensors.floats(footage.imaginedEgo(), horizon, POSE))
                .setImaginedCars(poses(footage.imaginedCars(), horizon))
                .setCreatedAt(clock.instant());
        footage.roads().stop().ifPresent(stop -> scene.setStop(Tensors.floats(stop, stop.length)));
        footage.outcome().ifPresent(outcome -> scene.setOutcome(Outcome.valueOf(outcome.name())));
        return scene.build();
    }

    private static Tensor line(float[] points) {
        return Tensors.floats(points, points.length / 2, 2);
    }

    private static Tensor poses(float[] cars, int frames) {
        return Tensors.floats(cars, frames, cars.length / (frames * POSE), POSE);
    }
}
