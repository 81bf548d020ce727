package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Recorded sequences from before a policy ceased to fit, and what it did there: what learning elsewhere must not change (learning without
 * forgetting, arXiv 1606.09282). One thread owns it.
 */
final class Rehearsal implements AutoCloseable {
    /** Steps from the start of a sequence until its recurrent state is that of driving. */
    private static final int WARM = 4;
    /** Rows a gradient step looks at. */
    private static final int ROWS = 128;
    /** Of the latents of these states, the same ones whenever they are inferred. */
    private static final long SEED = 0x5eed;

    /** Sequences that a glimpse is of. */
    private static final int GLIMPSED = 48;

    private final Ops ops;
    private final ModelSpec spec;
    private @Nullable SequenceBatch batch;
    private float[] logs = {};
    private @Nullable View view;
    private boolean glimpse;

    Rehearsal(Ops ops, ModelSpec spec) {
        this.ops = ops;
        this.spec = spec;
    }

    /** Some states and what was done there. Features [n, F], log-probabilities [n, A]. */
    record Scene(NDArray features, NDArray logs) {}

    /** Kept sequences as the world model sees them. Features [n, F], log-probabilities of what was done there [n * A], time-major. */
    private record View(NDArray features, float[] logs) {}

    /** Takes these sequences, and what the policy does there now, in place of what is kept. */
    void remember(SequenceBatch sequences, WorldModel world, Parameters actor) {
        forgetFeatures();
        NDArray seen = features(sequences, world);
        batch = sequences;
        logs = ops.floats(Policy.actor(actor, seen).logSoftmax(-1));
        view = new View(seen, logs);
    }

    /**
     * Looks at some of what is kept, until {@link #endGlimpse}. To be asked for where the world model moves with every update: to look at
     * all of it would take a quarter of the time of an update.
     */
    void glimpse(WorldModel world, Noise noise) {
        SequenceBatch kept = batch;
        if (kept == null || kept.batch() <= GLIMPSED) {
            return;
        }
        int[] chosen = new int[GLIMPSED];
        for (int i = 0; i < GLIMPSED; i++) {
            chosen[i] = noise.nextInt(kept.batch());
        }
        forgetFeatures();
        view = new View(features(kept.only(chosen), world), logs(kept, chosen));
        glimpse = true;
    }

    /** From now on all that is kept counts again. */
    void endGlimpse() {
        if (glimpse) {
            forgetFeatures();
        }
    }

    /** States drawn from what is looked at; null when nothing is kept. */
    @Nullable
    Scene scene(WorldModel world, Noise noise) {
        SequenceBatch kept = batch;
        if (kept == null) {
            return null;
        }
        View here = view;
        if (here == null) {
            here = new View(features(kept, world), logs);
            view = here;
        }
        int rows = here.logs().length / spec.actions();
        float[] chosen = new float[Math.min(ROWS, rows)];
        float[] done = new float[chosen.length * spec.actions()];
        for (int i = 0; i < chosen.length; i++) {
            int row = noise.nextInt(rows);
            chosen[i] = row;
            System.arraycopy(here.logs(), row * spec.actions(), done, i * spec.actions(), spec.actions());
        }
        NDArray index = ops.create(chosen, chosen.length).toType(DataType.INT64, false);
        return new Scene(here.features().get(index), ops.create(done, chosen.length, spec.actions()));
    }

    /** The world model has moved: what is kept looks different now. */
    void forgetFeatures() {
        View known = view;
        glimpse = false;
        if (known != null) {
            known.features().close();
            view = null;
        }
    }

    private float[] logs(SequenceBatch kept, int[] sequences) {
        int actions = spec.actions();
        int steps = kept.length() - warm(kept);
        float[] chosen = new float[steps * sequences.length * actions];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < sequences.length; i++) {
                int from = t * kept.batch() + sequences[i];
                System.arraycopy(logs, from * actions, chosen, (t * sequences.length + i) * actions, actions);
            }
        }
        return chosen;
    }

    /** [n, F], kept until closed. */
    private NDArray features(SequenceBatch sequences, WorldModel world) {
        Sequences data = Sequences.of(ops, spec, sequences);
        Inference inference = Inference.of(ops, spec, world, data, new Noise(SEED));
        int skipped = warm(sequences) * sequences.batch();
        int rows = sequences.steps();
        return ops.keep(world.features(
                        inference.states().reshape(rows, spec.deterministic()),
                        inference.latents().reshape(rows, spec.latent()),
                        data.observations().reshape(rows, spec.observationSize()))
                .get(new NDIndex().addSliceDim(skipped, rows))
                .duplicate());
    }

    /** Steps at the start of sequences that are passed over; never all of them. */
    static int warm(SequenceBatch sequences) {
        return Math.min(WARM, sequences.length() - 1);
    }

    void save(StateWriter out) {
        SequenceBatch kept = batch;
        out.number(kept == null ? 0 : kept.batch());
        if (kept == null) {
            return;
        }
        out.number(kept.length());
        out.floats(kept.observations());
        out.floats(floats(kept.actions()));
        out.floats(kept.rewards());
        out.floats(floats(kept.flags()));
        out.floats(logs);
    }

    void restore(StateReader in) {
        forgetFeatures();
        int sequences = (int) in.number();
        if (sequences == 0) {
            batch = null;
            logs = new float[0];
            return;
        }
        int length = (int) in.number();
        int steps = sequences * length;
        float[] observations = in.floats(steps * spec.observationSize());
        int[] actions = ints(in.floats(steps));
        float[] rewards = in.floats(steps);
        byte[] flags = bytes(in.floats(steps));
        batch = new SequenceBatch(sequences, length, observations, actions, rewards, flags);
        logs = in.floats((steps - warm(batch) * sequences) * spec.actions());
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    private static float[] floats(byte[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    private static int[] ints(float[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = (int) values[i];
        }
        return ints;
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Override
    public void close() {
        forgetFeatures();
    }
}
