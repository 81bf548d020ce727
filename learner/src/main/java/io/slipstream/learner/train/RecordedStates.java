package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Ops;
import org.jspecify.annotations.Nullable;

/** The states of the batch that the world model saw last, so that imagination need not infer them again. */
final class RecordedStates implements AutoCloseable {
    private final Ops ops;
    private final ModelSpec spec;
    private @Nullable States states;

    /**
     * States of a batch, time-major.
     *
     * @param source the batch
     * @param h [L * B, H]
     * @param z [L * B, Z]
     * @param observations [L * B, D]
     * @param rewards [L * B] on arrival
     * @param futures [L * B] 0 where the episode has no future
     * @param ended [L * B] true where no action followed
     */
    record States(
            SequenceBatch source,
            NDArray h,
            NDArray z,
            NDArray observations,
            float[] rewards,
            float[] futures,
            boolean[] ended) {}

    RecordedStates(Ops ops, ModelSpec spec) {
        this.ops = ops;
        this.spec = spec;
    }

    /** Keeps what was inferred for a batch, in place of what was kept before. */
    States keep(SequenceBatch batch, Sequences data, Inference inference) {
        close();
        int rows = data.length() * data.batch();
        NDArray h = inference.states().stopGradient().reshape(rows, spec.deterministic());
        NDArray z = inference.latents().stopGradient().reshape(rows, spec.latent());
        States kept = new States(
                batch,
                ops.keep(h.duplicate()),
                ops.keep(z.duplicate()),
                ops.keep(data.observations()
                        .reshape(rows, spec.observationSize())
                        .duplicate()),
                data.rewards(),
                ops.floats(data.future()),
                data.ended());
        states = kept;
        return kept;
    }

    /** What is kept of this batch, or null. */
    @Nullable
    States of(SequenceBatch batch) {
        States known = states;
        return known != null && known.source() == batch ? known : null;
    }

    /** Forgets. */
    @Override
    public void close() {
        States known = states;
        if (known != null) {
            known.h().close();
            known.z().close();
            known.observations().close();
            states = null;
        }
    }
}
