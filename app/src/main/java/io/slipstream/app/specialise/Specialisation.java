package io.slipstream.app.specialise;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import java.util.List;
import java.util.Optional;

/**
 * Trains a copy of the policy on one domain: it drives there, its critic learns what it earns there, then it dreams. On one thread; a seed
 * gives one sub-unit.
 */
final class Specialisation {
    private static final int REPORT_EVERY = 50;

    private final ModelWeights base;
    private final SpecialiseSettings settings;
    private final Progress progress;

    /** Hears how it goes. */
    interface Progress {
        /**
         * After some updates.
         *
         * @param success running share of the domain's episodes that reached their destination
         */
        void updated(Domain domain, int update, int of, double success, double updatesPerSecond);
    }

    Specialisation(ModelWeights base, SpecialiseSettings settings, Progress progress) {
        this.base = base.withUnits(Optional.empty());
        this.settings = settings;
        this.progress = progress;
    }

    /** The flat vector of the specialised actor. */
    float[] run(Domain domain, long seed) {
        ReplayWindow replay = new ReplayWindow(base.spec().observationSize(), settings.replayCapacity());
        SamplerRandom sampler = new SamplerRandom(seed);
        long started = System.nanoTime();
        try (Trainer trainer = new Trainer(base, List.of(), settings.training(), seed);
                Driving driving = new Driving(base, domain.pool(), settings.environments(), replay, seed)) {
            for (int tick = 0; tick < settings.warmUpTicks(); tick++) {
                driving.tick();
            }
            for (int update = 1; update <= settings.updates(); update++) {
                update(trainer, replay.sample(settings.batch(), settings.length(), sampler), update);
                if (driving.atBorder()) {
                    driving.swap(trainer.merged());
                }
                driving.tick();
                if (update % REPORT_EVERY == 0) {
                    double speed = update * 1e9 / (System.nanoTime() - started);
                    progress.updated(domain, update, settings.updates(), driving.success(), speed);
                }
            }
            return trainer.base().flat(Network.ACTOR);
        }
    }

    private void update(Trainer trainer, SequenceBatch batch, int update) {
        trainer.updateWorldModel(batch);
        trainer.updateCritic(batch);
        if (update > settings.criticUpdates()) {
            trainer.updatePolicy(batch);
        }
    }
}
