package io.slipstream.learner;

import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.learner.plan.Part;
import io.slipstream.learner.plan.Rewarming;
import io.slipstream.learner.reference.RecentEpisodes;
import io.slipstream.learner.reference.ReferenceRefresh;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Guard;
import io.slipstream.learner.train.Trainer;
import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** The model being trained, with the data it is trained on and the yardstick of its newest version. One thread owns it. */
final class Student implements AutoCloseable {
    /** Sequences that are remembered, and their steps. */
    private static final int REMEMBERED = 96;

    private static final int REMEMBERED_STEPS = 64;
    /** Demonstrated sequences that an update imitates, and their steps. */
    private static final int SHOWN = 32;

    private static final int SHOWN_STEPS = 128;
    /** Updates that look at the same twice as many where the world model stays as it is: what it makes of them is reckoned once. */
    private static final int LOOKS = 8;
    /** Steps that there have to be in a row for anything to be learned. */
    private static final int FEWEST_STEPS = 16;
    /** Nobody asks the critic of a policy that imitates: every so many updates keep it near what is earned. */
    private static final int SELDOM = 4;

    /** These constants as text, for who trains a version again. */
    static final String LOOKS_AT = "remembered=" + REMEMBERED + "x" + REMEMBERED_STEPS + ", shown=" + SHOWN + "x"
            + SHOWN_STEPS + ", looks=" + LOOKS + ", fewestSteps=" + FEWEST_STEPS + ", seldom=" + SELDOM;

    private final LearnerSettings settings;
    private final ReplayFeed feed;
    private final Trainer trainer;
    private final SamplerRandom sampler;
    private final ReferenceRefresh refresh;
    private final Guard guard;
    private Reference reference;
    // Of the last version, or what training went on from since.
    private byte[] good;

    Student(LearnerSettings settings, ReplayFeed feed, ModelWeights base, List<Adapter> adapters, Reference reference) {
        this.settings = settings;
        this.feed = feed;
        this.reference = reference;
        boolean whole = settings.training().forms().equals(UpdateForms.whole());
        trainer = new Trainer(
                whole ? base.merge(adapters) : base,
                whole ? List.of() : adapters,
                settings.training(),
                settings.guard(),
                settings.seed(),
                settings.device());
        guard = new Guard(settings.guard());
        good = trainer.state();
        sampler = new SamplerRandom(settings.seed());
        refresh = new ReferenceRefresh(base.spec(), settings.device());
    }

    /** Whether the window holds a sequence to train on. */
    boolean canTrain() {
        return feed.training().starts(settings.length()) > 0;
    }

    /**
     * One update of some parts; the others stay as they are. A policy learns from whoever drives better: from demonstrations where they earn
     * more, else from its dreams. In its first updates it does not dream, while its critic learns what is really earned: one that still
     * judges the world before the shift would lead the policy astray, into standing still where everything used to be fine.
     *
     * @param done updates of this assignment so far
     * @param shown whether demonstrations are worth learning from
     */
    Map<String, Double> update(Set<Part> parts, int done, boolean shown) {
        int budget = settings.plan().updates(parts);
        trainer.learningRate(Rewarming.share(done, budget));
        SequenceBatch batch = feed.training().sample(settings.batch(), settings.length(), sampler);
        Map<String, Double> losses = new HashMap<>();
        if (parts.contains(Part.WORLD_MODEL)) {
            losses.putAll(trainer.updateWorldModel(batch));
        }
        if (parts.contains(Part.POLICY)) {
            boolean imitates = shown && imitates();
            if (!imitates || done % SELDOM == 0) {
                recall(batch, losses);
            }
            if (imitates || done >= settings.plan().stillActor(parts)) {
                if (parts.contains(Part.WORLD_MODEL)) {
                    trainer.glimpse();
                }
                losses.putAll(imitates ? imitate(parts, done) : trainer.updatePolicy(batch));
            }
        }
        return losses;
    }

    private boolean imitates() {
        return settings.training().grounding().imitations() > 0
                && feed.demonstrations().starts(FEWEST_STEPS) > 0;
    }

    private Map<String, Double> imitate(Set<Part> parts, int done) {
        boolean still = !parts.contains(Part.WORLD_MODEL);
        if (!still || done % LOOKS == 0 || !trainer.shown()) {
            // Short sequences would show more places, but none of them as who drives sees it.
            ReplayWindow window = feed.demonstrations();
            int length = longest(SHOWN_STEPS, window::starts);
            trainer.show(window.sample(still ? 2 * SHOWN : SHOWN, length, sampler));
        }
        return trainer.imitate(settings.training().grounding().imitations());
    }

    /** Ends with the batch of this update, whose states are then at hand. */
    private void recall(SequenceBatch batch, Map<String, Double> losses) {
        for (int left = settings.training().grounding().recalls(); left > 0; left--) {
            losses.putAll(trainer.updateCritic(
                    left == 1 ? batch : feed.training().sample(settings.batch(), settings.length(), sampler)));
        }
    }

    /**
     * What the policy did before is what updates from now on have to keep.
     *
     * @param newest steps of the window that are not from before
     */
    void rememberBut(long newest) {
        boolean rehearses = settings.training().grounding().rehearsal() > 0;
        ReplayWindow window = feed.training();
        if (rehearses && window.startsBut(newest, FEWEST_STEPS) > 0) {
            int length = longest(REMEMBERED_STEPS, steps -> window.startsBut(newest, steps));
            trainer.remember(window.sampleBut(newest, REMEMBERED, length, sampler));
            // Going back must not take the memory away.
            keep();
        }
    }

    /** So many steps in a row, or the half of it, or of that: the most that a quarter of a window's steps begin. */
    private static int longest(int wanted, IntToLongFunction starts) {
        int length = wanted;
        while (length > FEWEST_STEPS && 4 * starts.applyAsLong(length) < starts.applyAsLong(1)) {
            length /= 2;
        }
        return length;
    }

    /** What is wrong with an update, by what it told; what it is wrong for has not moved. */
    Optional<String> problem(Map<String, Double> losses) {
        return guard.update(losses);
    }

    /** What is wrong with the model as it is; what speaks against making a version of it. */
    Optional<String> illness() {
        // Drawn apart from the training's own: a look changes nothing that is computed again later.
        SequenceBatch batch =
                feed.training().sample(settings.batch(), settings.length(), new SamplerRandom(settings.seed()));
        return guard.model(trainer.vitals(batch));
    }

    /** The model as it is now is a good one. */
    void keep() {
        good = trainer.state();
    }

    /** Goes back to the last good one. */
    void back() {
        trainer.restore(good);
    }

    /** Starts the optimisers of parts afresh. */
    void begin(Set<Part> parts) {
        trainer.begin(networks(parts));
    }

    /** Measures a fresh reference after parts were trained. */
    void refreshReference(Set<Part> trained, RecentEpisodes episodes) {
        for (Part part : Part.values()) {
            if (trained.contains(part)) {
                Component component = part == Part.WORLD_MODEL ? Component.WORLD_MODEL : Component.POLICY;
                reference = refresh.refreshed(reference, component, merged(), feed, episodes, sampler.nextLong());
            }
        }
    }

    /** Base and adapters merged: what an actor drives with. */
    ModelWeights merged() {
        return trainer.merged();
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

    /** The adapters without which the model would be another one; a fresh one says nothing, and need not travel. */
    List<Adapter> adaptersThatCount() {
        ModelWeights base = base();
        return adapters().stream()
                .filter(adapter -> !Arrays.equals(
                        base.merge(List.of(adapter)).flat(adapter.network()), base.flat(adapter.network())))
                .toList();
    }

    long trainableParameters(Set<Part> parts) {
        return trainer.trainableParameters(networks(parts));
    }

    byte[] trainerState() {
        return trainer.state();
    }

    long samplerState() {
        return sampler.state();
    }

    void restore(byte[] trainerState, long samplerState) {
        trainer.restore(trainerState);
        good = trainerState;
        sampler.restore(samplerState);
    }

    @Override
    public void close() {
        trainer.close();
    }

    private static Network[] networks(Set<Part> parts) {
        List<Network> networks = new ArrayList<>();
        if (parts.contains(Part.WORLD_MODEL)) {
            networks.add(Network.WORLD_MODEL);
        }
        if (parts.contains(Part.POLICY)) {
            networks.add(Network.ACTOR);
            networks.add(Network.CRITIC);
        }
        return networks.toArray(new Network[0]);
    }
}
