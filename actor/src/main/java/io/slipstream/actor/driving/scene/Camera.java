package io.slipstream.actor.driving.scene;

import io.slipstream.model.acting.ActingSession;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Films the first few environments now and then, and asks the world model at the beginning what it expects. Belongs to the driving thread.
 */
public final class Camera {
    /** Frames of a clip, 0.1 s each. */
    public static final int LENGTH = 30;

    private final World world;
    private final ActingSession session;
    private final int environments;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final Consumer<Footage> sink;
    private final List<Clip> running = new ArrayList<>();
    private long due;

    /**
     * A camera that films from its first {@link #ticked} on.
     *
     * @param environment the world, which somebody else steps
     * @param session has just acted in it
     * @param environments how many to film, 0 for none; at most as many as there are
     * @param interval from one beginning to the next, at least
     * @param nanoTime monotonic clock
     * @param sink takes what was filmed
     */
    public Camera(
            VectorEnvironment environment,
            ActingSession session,
            int environments,
            Duration interval,
            LongSupplier nanoTime,
            Consumer<Footage> sink) {
        this.world = environment.world();
        this.session = session;
        this.environments = Math.min(environments, environment.environments());
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.sink = sink;
        due = nanoTime.getAsLong();
    }

    /** The environments have been stepped once, under this version. */
    public void ticked(int modelVersion) {
        if (environments == 0) {
            return;
        }
        if (running.isEmpty()) {
            begin(modelVersion);
            return;
        }
        running.removeIf(clip -> {
            clip.film();
            return finished(clip);
        });
    }

    private void begin(int modelVersion) {
        long now = nanoTime.getAsLong();
        if (now - due < 0) {
            return;
        }
        due = now + intervalNanos;
        float[] observations = session.imagine(environments, LENGTH);
        int size = VectorEnvironment.OBSERVATION_SIZE;
        for (int e = 0; e < environments; e++) {
            // An episode that has just begun was not foreseen, one that has just ended does not go on.
            if (!world.ended(e) && world.tick(e) > 0) {
                Imagined imagined = Imagined.from(observations, e, LENGTH, size, world);
                running.add(new Clip(world, e, modelVersion, LENGTH, imagined));
            }
        }
    }

    private boolean finished(Clip clip) {
        if (clip.complete()) {
            sink.accept(clip.footage());
        }
        return clip.complete();
    }
}
