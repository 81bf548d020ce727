package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.RecordedStates.States;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.network.WorldModel;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.Map;

/** Gradient steps of the world model on recorded sequences. */
final class WorldModelUpdate {
    private final Ops ops;
    private final ModelSpec spec;
    private final TrainedNetwork network;
    private final WorldModelLoss loss;
    private final RecordedStates states;
    private final Noise noise;

    WorldModelUpdate(
            Ops ops,
            ModelSpec spec,
            TrainedNetwork network,
            TwoHot twoHot,
            TrainingSettings settings,
            RecordedStates states,
            Noise noise) {
        this.ops = ops;
        this.spec = spec;
        this.network = network;
        this.loss = new WorldModelLoss(ops, spec, twoHot, settings);
        this.states = states;
        this.noise = noise;
    }

    /** One step; the states it inferred are kept for imagination. */
    Map<String, Double> step(SequenceBatch batch, float rateShare) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            ops.gradients(true);
            Sequences data = Sequences.of(ops, spec, batch);
            NDArray leaf = network.leaf();
            WorldModel world = new WorldModel(spec, network.parameters(leaf), ops);
            Inference inference = Inference.of(ops, spec, world, data, noise);
            Map<String, NDArray> parts = loss.parts(world, data, inference);
            ops.backward(loss.total(parts));
            float norm = network.step(leaf, rateShare);
            states.keep(batch, data, inference);
            Map<String, Double> losses = Losses.read(ops, "worldModel.", parts);
            losses.put("worldModel.gradientNorm", (double) norm);
            return losses;
        }
    }

    /** States of a batch by the world model as it is; those of the last step's batch are at hand. */
    States states(SequenceBatch batch) {
        States known = states.of(batch);
        if (known != null) {
            return known;
        }
        Sequences data = Sequences.of(ops, spec, batch);
        return states.keep(batch, data, Inference.of(ops, spec, asItIs(), data, noise));
    }

    /** The world model as it is, to look ahead with. */
    WorldModel asItIs() {
        return new WorldModel(spec, network.parameters(), ops);
    }
}
