package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.Policy;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recorded sequences from before a policy ceased to fit, and what it did there: what learning elsewhere must not change (learning without
 * forgetting, arXiv 1606.09282). One thread owns it.
 */
final class Rehearsal implements AutoCloseable {
    /** Rows a gradient step looks at. */
    private static final int ROWS = 128;
    /** Of the latents of these states, the same ones whenever they are inferred. */
    private static final long SEED = 0x5eed;

    /** Sequences that a glimpse is of. */
    private static final int GLIMPSED = 12;

    private final Ops ops;
    private final ModelSpec spec;
    private final Function<NDArray, Seen> actor;
    private @Nullable SequenceBatch batch;
    // [L * B * A], time-major
    private float[] logs = {};
    private @Nullable View view;
    private boolean glimpse;

    /**
     * With nothing to remember yet.
     *
     * @param actor what it sees in states, [n, F]
     */
    Rehearsal(Ops ops, ModelSpec spec, Function<NDArray, Seen> actor) {
        this.ops = ops;
        this.spec = spec;
        this.actor = actor;
    }

    /** Some states and what was done there: n of them, log-probabilities [n, A]. */
    record Scene(Seen seen, NDArray logs) {}

    /** Kept sequences as world model and actor see them: n settled states, log-probabilities of what was done there [n * A]. */
    private record View(Seen seen, float[] logs) {}

    /** Takes these sequences, and what the policy does there now, in place of what is kept. */
    void remember(SequenceBatch sequences, WorldModel world, Parameters policy) {
        forgetFeatures();
        NDArray features = Inference.features(ops, spec, world, sequences, new Noise(SEED));
        batch = sequences;
        logs = ops.floats(Policy.actor(policy, features).logSoftmax(-1));
        view = view(sequences, features, logs);
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
        SequenceBatch part = kept.only(chosen);
        view = view(part, Inference.features(ops, spec, world, part, new Noise(SEED)), logs(kept, chosen));
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
            here = view(kept, Inference.features(ops, spec, world, kept, new Noise(SEED)), logs);
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
        return new Scene(here.seen().rows(index), ops.create(done, chosen.length, spec.actions()));
    }

    /** The world model has moved: what is kept looks different now. */
    void forgetFeatures() {
        View known = view;
        glimpse = false;
        if (known != null) {
            known.seen().close();
            view = null;
        }
    }

    private float[] logs(SequenceBatch kept, int[] sequences) {
        int actions = spec.actions();
        float[] chosen = new float[kept.length() * sequences.length * actions];
        for (int t = 0; t < kept.length(); t++) {
            for (int i = 0; i < sequences.length; i++) {
                int from = t * kept.batch() + sequences[i];
                System.arraycopy(logs, from * actions, chosen, (t * sequences.length + i) * actions, actions);
            }
        }
        return chosen;
    }

    private View view(SequenceBatch sequences, NDArray features, float[] done) {
        int actions = spec.actions();
        int[] settled = Settled.rows(sequences);
        float[] rows = new float[settled.length];
        float[] there = new float[settled.length * actions];
        for (int i = 0; i < settled.length; i++) {
            rows[i] = settled[i];
            System.arraycopy(done, settled[i] * actions, there, i * actions, actions);
        }
        NDArray index = ops.create(rows, rows.length).toType(DataType.INT64, false);
        return new View(actor.apply(features.get(index)).kept(ops), there);
    }

    void save(StateWriter out) {
        out.sequences(batch).floats(logs);
    }

    void restore(StateReader in) {
        forgetFeatures();
        batch = in.sequences(spec.observationSize());
        logs = in.floats(batch == null ? 0 : batch.steps() * spec.actions());
    }

    @Override
    public void close() {
        forgetFeatures();
    }
}
