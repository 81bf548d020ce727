package io.slipstream.learner;

import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.reference.RecentEpisodes;
import io.slipstream.learner.reference.ReferenceRefresh;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The model being trained, with the data it is trained on and the yardstick of its newest version. One thread owns it. */
final class Student implements AutoCloseable {
    /** One part in so many of a policy's budget goes to its critic first. */
    private static final int CRITIC_SHARE = 3;

    private final LearnerSettings settings;
    private final ReplayFeed feed;
    private final Trainer trainer;
    private final SamplerRandom sampler;
    private final ReferenceRefresh refresh;
    private Reference reference;

    Student(LearnerSettings settings, ReplayFeed feed, ModelWeights base, List<Adapter> adapters, Reference reference) {
        this.settings = settings;
        this.feed = feed;
        this.reference = reference;
        trainer = new Trainer(base, adapters, settings.training(), settings.seed());
        sampler = new SamplerRandom(settings.seed());
        refresh = new ReferenceRefresh(base.spec());
    }

    /** Whether the window holds a sequence to train on. */
    boolean canTrain() {
        return feed.training().starts(settings.length()) > 0;
    }

    /**
     * One update of one part; the other parts stay as they are. The first updates of a policy are the critic's alone, from
     * what was really earned: a critic that still judges the world before the shift would lead the policy astray, into
     * standing still where everything used to be fine.
     *
     * @param done updates of this assignment so far
     */
    Map<String, Double> update(Component part, int done) {
        SequenceBatch batch = feed.training().sample(settings.batch(), settings.length(), sampler);
        if (part == Component.WORLD_MODEL) {
            return trainer.updateWorldModel(batch);
        }
        Map<String, Double> losses = new HashMap<>(trainer.updateCritic(batch));
        if (done >= settings.plan().policyUpdates() / CRITIC_SHARE) {
            losses.putAll(trainer.updatePolicy(batch));
        }
        return losses;
    }

    /** Starts the optimiser of a part afresh. */
    void begin(Component part) {
        trainer.forgetMoments(networks(part));
    }

    /** Measures a fresh reference after a part was trained. */
    void refreshReference(Component trained, RecentEpisodes episodes) {
        reference = refresh.refreshed(reference, trained, trainer.merged(), feed, episodes, sampler.nextLong());
    }

    Reference reference() {
        return reference;
    }

    ModelWeights base() {
        return trainer.base();
    }

    List<Adapter> adapters() {
        return trainer.adapters();
    }

    long trainableParameters(Component part) {
        return trainer.trainableParameters(networks(part));
    }

    byte[] trainerState() {
        return trainer.state();
    }

    long samplerState() {
        return sampler.state();
    }

    void restore(byte[] trainerState, long samplerState) {
        trainer.restore(trainerState);
        sampler.restore(samplerState);
    }

    @Override
    public void close() {
        trainer.close();
    }

    private static Network[] networks(Component part) {
        return part == Component.WORLD_MODEL
                ? new Network[] {Network.WORLD_MODEL}
                : new Network[] {Network.ACTOR, Network.CRITIC};
    }
}
