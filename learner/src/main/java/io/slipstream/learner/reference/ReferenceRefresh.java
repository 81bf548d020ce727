package io.slipstream.learner.reference;

import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.runtime.signals.WindowSignals;
import io.slipstream.schemas.avro.Component;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reference of a version whose training is done: fresh levels for the signals that speak of the part that was
 * trained, the old ones for the rest. The success rate keeps its old reference in any case, so that a policy that still
 * fails is still seen to fail.
 */
public final class ReferenceRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceRefresh.class);

    private static final int SEQUENCES = 128;
    private static final int BURN_IN = 16;
    private static final int LENGTH = BURN_IN + 48;

    private final ReferenceEstimator estimator;
    private final Set<String> ofWorldModel = new HashSet<>();
    private final Set<String> ofPolicy = new HashSet<>();

    /**
     * For models of this spec.
     *
     * @param device where to run versions
     */
    public ReferenceRefresh(ModelSpec spec, DeviceChoice device) {
        estimator = new ReferenceEstimator(BURN_IN, device);
        ofWorldModel.addAll(Set.of(SignalNames.TV, SignalNames.REWARD));
        ofPolicy.addAll(Set.of(SignalNames.VISITATION, SignalNames.ACTIONS, SignalNames.RETURN, SignalNames.VALUE));
        for (FeatureGroup group : spec.groups()) {
            ofWorldModel.add(SignalNames.residual(group.name()));
            ofPolicy.add(SignalNames.novelty(group.name()));
        }
    }

    /** Signals that are refreshed after a part was trained. */
    public Set<String> refreshedBy(Component trained) {
        return Set.copyOf(trained == Component.WORLD_MODEL ? ofWorldModel : ofPolicy);
    }

    /**
     * The fresh reference.
     *
     * @param old reference of the version before
     * @param trained part that was trained
     * @param merged weights of the new version
     * @param feed recent steps; those held out, or with fewer than eight environments, where none are, all of them
     * @param episodes recent episodes
     * @param seed of the sampling
     * @return the old reference when there are no steps to measure on
     */
    public Reference refreshed(
            Reference old,
            Component trained,
            ModelWeights merged,
            ReplayFeed feed,
            RecentEpisodes episodes,
            long seed) {
        ReplayWindow window = feed.heldOut().starts(LENGTH) > 0 ? feed.heldOut() : feed.training();
        if (window.starts(LENGTH) == 0) {
            LOG.warn("no contiguous steps to measure a fresh reference on; the old one stays");
            return old;
        }
        SequenceBatch sequences = window.sample(SEQUENCES, LENGTH, new SamplerRandom(seed));
        double discount = old.constants().getOrDefault(SignalNames.DISCOUNT, 0.0);
        WindowSignals measured = estimator.measure(merged, sequences, discount, seed);
        for (RecentEpisodes.Ending ending : episodes.endings()) {
            measured.addEpisode(ending.episodeReturn(), ending.success());
        }
        return old.refreshed(refreshedBy(trained), measured);
    }
}
