package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recorded sequences in which somebody else shows what can be done, and what world model and actor see in them: reckoned once for all updates
 * that look at them, where the world model stays as it is. One thread owns it.
 */
final class Demonstration implements AutoCloseable {
    /** States that a step looks at. */
    private static final int ROWS = 256;

    private static final int LAST = 2;

    private final Ops ops;
    private final ModelSpec spec;
    private final Function<NDArray, Seen> actor;
    private @Nullable SequenceBatch batch;
    // Of the latents of these states: the same ones whenever they are inferred.
    private long seed;
    private @Nullable View view;

    /**
     * With nothing to show yet.
     *
     * @param actor what it sees in states, [n, F]
     */
    Demonstration(Ops ops, ModelSpec spec, Function<NDArray, Seen> actor) {
        this.ops = ops;
        this.spec = spec;
        this.actor = actor;
    }

    /** Some states and what was done there: [n] actions, int64. */
    record Example(Seen seen, NDArray actions) {}

    /** Settled states after which something was done, and what it was: [n]. */
    private record View(Seen seen, int[] actions) {}

    /**
     * Shows these sequences from now on.
     *
     * @param latents seed of the latents drawn for their states
     */
    void show(SequenceBatch sequences, long latents) {
        end();
        batch = sequences;
        seed = latents;
    }

    /** Whether anything is shown. */
    boolean shown() {
        return batch != null;
    }

    /** States drawn from what is shown; null where nothing is, or nothing was done in it. */
    @Nullable
    Example example(WorldModel world, Noise noise) {
        SequenceBatch sequences = batch;
        if (sequences == null) {
            return null;
        }
        View here = view;
        if (here == null) {
            here = view(sequences, world);
            view = here;
        }
        int possible = here.actions().length;
        if (possible == 0) {
            return null;
        }
        float[] rows = new float[Math.min(ROWS, possible)];
        float[] actions = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = noise.nextInt(possible);
            rows[i] = row;
            actions[i] = here.actions()[row];
        }
        return new Example(here.seen().rows(index(rows)), index(actions));
    }

    private View view(SequenceBatch sequences, WorldModel world) {
        int[] settled = Arrays.stream(Settled.rows(sequences))
                .filter(row -> (sequences.flags()[place(sequences, row)] & LAST) == 0)
                .toArray();
        float[] rows = new float[settled.length];
        int[] actions = new int[settled.length];
        for (int i = 0; i < settled.length; i++) {
            rows[i] = settled[i];
            actions[i] = sequences.actions()[place(sequences, settled[i])];
        }
        NDArray features = Inference.features(ops, spec, world, sequences, new Noise(seed));
        return new View(actor.apply(features.get(index(rows))).kept(ops), actions);
    }

    /** Where a time-major row lies in the sequences. */
    private static int place(SequenceBatch sequences, int row) {
        return row % sequences.batch() * sequences.length() + row / sequences.batch();
    }

    private NDArray index(float[] of) {
        return ops.create(of, of.length).toType(DataType.INT64, false);
    }

    /** The world model has moved: what is shown looks different now. */
    void forgetFeatures() {
        View known = view;
        if (known != null) {
            known.seen().close();
            view = null;
        }
    }

    /** Nothing is shown any more. */
    void end() {
        forgetFeatures();
        batch = null;
        seed = 0;
    }

    void save(StateWriter out) {
        out.sequences(batch).number(seed);
    }

    void restore(StateReader in) {
        forgetFeatures();
        batch = in.sequences(spec.observationSize());
        seed = in.number();
    }

    @Override
    public void close() {
        forgetFeatures();
    }
}
