package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.Trainer;
import java.util.Map;

/** Updates of the world model between two checkpoints. */
final class ModelRound {
    private final PretrainSettings settings;
    private final Trainer trainer;
    private final ReplayWindow scripted;
    private final SamplerRandom sampler;
    private final PretrainProgress progress;

    ModelRound(
            PretrainSettings settings,
            Trainer trainer,
            ReplayWindow scripted,
            SamplerRandom sampler,
            PretrainProgress progress) {
        this.settings = settings;
        this.trainer = trainer;
        this.scripted = scripted;
        this.sampler = sampler;
        this.progress = progress;
    }

    /** Goes from one update to another. */
    void run(int done, int until) {
        long started = System.nanoTime();
        for (int update = done + 1; update <= until; update++) {
            trainer.learningRate(settings.rate(update));
            Map<String, Double> losses =
                    trainer.updateWorldModel(scripted.sample(settings.batch(), settings.length(), sampler));
            if (update % PretrainProgress.EVERY == 0) {
                double perSecond = (update - done) * 1e9 / (System.nanoTime() - started);
                progress.updated(update, settings.updates(), perSecond, losses, 0);
            }
        }
    }
}
