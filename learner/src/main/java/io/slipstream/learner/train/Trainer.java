package io.slipstream.learner.train;

import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.model.tensor.Noise;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.TwoHot;
import java.util.List;
import java.util.Map;

/**
 * Trains a model: the world model on recorded sequences, actor and critic in imagination. Where a form is named only adapters
 * move, and each update moves one part only. One thread owns a trainer; on a CPU with one libtorch thread its results
 * are bit-reproducible and {@link #state()} continues them exactly.
 */
public final class Trainer implements AutoCloseable {
    private final Ops ops;
    private final TrainedNetworks networks;
    private final RecordedStates states;
    private final WorldModelUpdate worldModel;
    private final PolicyUpdate policy;
    private final ContactUpdate contact;
    private final Noise noise;
    private final VitalSigns vitals;
    private float rateShare = 1f;

    /**
     * Starts from a model.
     *
     * @param base weights under the adapters
     * @param adapters updates to go on from; a network without one gets a fresh one of its form
     * @param settings how to train
     * @param seed of sampling and of fresh adapters
     */
    public Trainer(ModelWeights base, List<Adapter> adapters, TrainingSettings settings, long seed) {
        this(base, adapters, settings, GuardSettings.standard(), seed);
    }

    /**
     * Starts from a model.
     *
     * @param base weights under the adapters
     * @param adapters updates to go on from; a network without one gets a fresh one of its form
     * @param settings how to train
     * @param guard what moves nothing
     * @param seed of sampling and of fresh adapters
     */
    public Trainer(
            ModelWeights base, List<Adapter> adapters, TrainingSettings settings, GuardSettings guard, long seed) {
        this(base, adapters, settings, guard, seed, DeviceChoice.AUTO);
    }

    /**
     * Starts from a model.
     *
     * @param base weights under the adapters
     * @param adapters updates to go on from; a network without one gets a fresh one of its form
     * @param settings how to train
     * @param guard what moves nothing
     * @param seed of sampling and of fresh adapters
     * @param device where to train
     */
    public Trainer(
            ModelWeights base,
            List<Adapter> adapters,
            TrainingSettings settings,
            GuardSettings guard,
            long seed,
            DeviceChoice device) {
        ops = new Ops(device);
        ops.gradients(false);
        ModelSpec spec = base.spec();
        TwoHot twoHot = new TwoHot(ops, spec.bins());
        noise = new Noise(seed);
        networks = new TrainedNetworks(ops, base, adapters, settings, guard.gradientNorm(), seed);
        vitals = new VitalSigns(ops, spec, networks);
        states = new RecordedStates(ops, spec);
        worldModel = new WorldModelUpdate(ops, spec, networks.of(Network.WORLD_MODEL), twoHot, settings, states, noise);
        policy = new PolicyUpdate(ops, spec, networks, worldModel, twoHot, settings, noise);
        contact = new ContactUpdate(ops, spec, networks.of(Network.WORLD_MODEL));
    }

    /**
     * One gradient step of what recognises a contact.
     *
     * @param observations [n, D]
     * @param touched [n]
     * @return losses by name
     * @throws IllegalStateException if the world model has an adapter, which never reaches a contact
     */
    public Map<String, Double> updateContact(float[] observations, boolean[] touched) {
        return contact.step(observations, touched, rateShare);
    }

    /**
     * One gradient step of the world model on recorded sequences.
     *
     * @return losses by name; {@link Guard#update} says whether they moved anything
     */
    public Map<String, Double> updateWorldModel(SequenceBatch batch) {
        Map<String, Double> losses = worldModel.step(batch, rateShare);
        policy.worldModelMoved();
        return losses;
    }

    /**
     * What actor and critic learn from trajectories imagined from states of recorded sequences, in as many gradient steps as the settings
     * say. Given the batch that the world model has just seen, its states are used again.
     *
     * @return losses by name
     */
    public Map<String, Double> updatePolicy(SequenceBatch batch) {
        return policy.step(batch, rateShare);
    }

    /**
     * One gradient step of the critic toward what was really earned after recorded states. They have to be the running
     * policy's own.
     *
     * @return losses by name
     */
    public Map<String, Double> updateCritic(SequenceBatch batch) {
        return policy.recall(batch, rateShare);
    }

    /**
     * Shows what was done in recorded sequences: a demonstration. It is there to be imitated until another one is shown or a part {@linkplain
     * #begin begins} anew.
     */
    public void show(SequenceBatch batch) {
        policy.show(batch);
    }

    /** Whether a demonstration is there. */
    public boolean shown() {
        return policy.shown();
    }

    /**
     * Gradient steps of the actor toward what was shown, each on some of its states. None where nothing was.
     *
     * @param steps how many
     * @return losses by name
     */
    public Map<String, Double> imitate(int steps) {
        return policy.imitate(steps, rateShare);
    }

    /**
     * From now on every update of the actor is held to what the policy does now in these states, with the weight of {@link
     * GroundingSettings#rehearsal}.
     */
    public void remember(SequenceBatch batch) {
        policy.remember(batch);
    }

    /**
     * The next update of the policy, by dreams or by imitation, looks at some of what is remembered and not at all of it: to be asked for
     * after each update of a world model that moves beside it.
     */
    public void glimpse() {
        policy.glimpse();
    }

    /** Whether the networks are still a model, by recorded sequences. Draws no noise that the training draws. */
    public Vitals vitals(SequenceBatch batch) {
        return vitals.of(batch);
    }

    /** The adapters as they are now, one for each network that is not trained whole. */
    public List<Adapter> adapters() {
        return networks.adapters();
    }

    /**
     * The base: as given, or, where networks are trained whole, with these as they are now, but for the critic of an adapted actor, which
     * lives here alone.
     */
    public ModelWeights base() {
        return networks.base();
    }

    /** Base and adapters merged: what an actor drives with. */
    public ModelWeights merged() {
        return base().merge(adapters());
    }

    /** Number of parameters of these networks that move. */
    public long trainableParameters(Network... of) {
        long count = 0;
        for (Network network : of) {
            count += networks.of(network).size();
        }
        return count;
    }

    /** Share of the settings' learning rates that the next updates use. */
    public void learningRate(float share) {
        rateShare = share;
    }

    /** Starts a part's optimiser afresh, as after a shift, from where it is to others. */
    public void begin(Network... of) {
        for (Network network : of) {
            networks.of(network).begin();
        }
        policy.begin();
    }

    /** Everything that training goes on from: moving parameters, moments, slow critic, return scale, noise. */
    public byte[] state() {
        StateWriter out = new StateWriter();
        networks.save(out);
        policy.save(out);
        return out.number(noise.state()).bytes();
    }

    /**
     * Goes on from a saved state.
     *
     * @throws io.slipstream.model.IllegalModelException when it belongs to another model or is damaged
     */
    public void restore(byte[] state) {
        StateReader in = new StateReader(state);
        networks.restore(in);
        policy.restore(in);
        noise.restore(in.number());
        in.end();
        states.close();
    }

    @Override
    public void close() {
        states.close();
        policy.close();
        networks.close();
        ops.close();
    }
}
