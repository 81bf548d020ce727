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

    private final Ops ops;
    private final ModelSpec spec;
    private @Nullable SequenceBatch batch;
    private float[] logs = {};
    private @Nullable NDArray features;

    Rehearsal(Ops ops, ModelSpec spec) {
        this.ops = ops;
        this.spec = spec;
    }

    /** Some states and what was done there. Features [n, F], log-probabilities [n, A]. */
    record Scene(NDArray features, NDArray logs) {}

    /** Takes these sequences, and what the policy does there now, in place of what is kept. */
    void remember(SequenceBatch sequences, WorldModel world, Parameters actor) {
        forgetFeatures();
        batch = sequences;
        logs = ops.floats(Policy.actor(actor, features(sequences, world)).logSoftmax(-1));
    }

    /** States drawn from what is kept; null when nothing is. */
    @Nullable
    Scene scene(WorldModel world, Noise noise) {
        SequenceBatch kept = batch;
        if (kept == null) {
            return null;
        }
        NDArray all = features(kept, world);
        int rows = logs.length / spec.actions();
        float[] chosen = new float[Math.min(ROWS, rows)];
        float[] done = new float[chosen.length * spec.actions()];
        for (int i = 0; i < chosen.length; i++) {
            int row = noise.nextInt(rows);
            chosen[i] = row;
            System.arraycopy(logs, row * spec.actions(), done, i * spec.actions(), spec.actions());
        }
        NDArray index = ops.create(chosen, chosen.length).toType(DataType.INT64, false);
        return new Scene(all.get(index), ops.create(done, chosen.length, spec.actions()));
    }

    /** The world model has moved: what is kept looks different now. */
    void forgetFeatures() {
        NDArray known = features;
        if (known != null) {
            known.close();
            features = null;
        }
    }

    private NDArray features(SequenceBatch sequences, WorldModel world) {
        NDArray known = features;
        if (known != null) {
            return known;
        }
        Sequences data = Sequences.of(ops, spec, sequences);
        Inference inference = Inference.of(ops, spec, world, data, new Noise(SEED));
        int skipped = warm(sequences) * sequences.batch();
        int rows = sequences.steps();
        NDArray inferred = ops.keep(world.features(
                        inference.states().reshape(rows, spec.deterministic()),
                        inference.latents().reshape(rows, spec.latent()),
                        data.observations().reshape(rows, spec.observationSize()))
                .get(new NDIndex().addSliceDim(skipped, rows))
                .duplicate());
        features = inferred;
        return inferred;
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
