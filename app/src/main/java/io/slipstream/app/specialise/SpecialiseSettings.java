package io.slipstream.app.specialise;

import io.slipstream.learner.train.LearningRates;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.Init;
import io.slipstream.model.adapter.LowRankForm;
import io.slipstream.model.adapter.Scaling;
import io.slipstream.model.adapter.Targets;
import java.util.List;

/**
 * How the sub-units are made.
 *
 * @param task home of the model
 * @param seed of worlds and sampling
 * @param updates of each sub-unit
 * @param criticUpdates the first of them, in which the actor stands still
 * @param environments driven side by side, one tick an update
 * @param warmUpTicks driven before the first update
 * @param batch sequences per update
 * @param length steps per sequence
 * @param replayCapacity steps kept
 */
record SpecialiseSettings(
        String task,
        long seed,
        int updates,
        int criticUpdates,
        int environments,
        int warmUpTicks,
        int batch,
        int length,
        int replayCapacity) {
    private static final int RANK = 8;

    static SpecialiseSettings of(String task, long seed, int updates) {
        return new SpecialiseSettings(task, seed, updates, updates / 6, 64, 192, 16, 32, 100_000);
    }

    /**
     * Actor and critic move whole. Of the world model only what imagination alone uses adapts to the domain; encoder and recurrence, and
     * with them the states the actor sees, stay those of the base that it will be mixed on.
     */
    TrainingSettings training() {
        Targets imagination = new Targets(List.of("prior", "reward", "continue"));
        UpdateForms forms = UpdateForms.whole()
                .with(Network.WORLD_MODEL, new LowRankForm(RANK, RANK, Scaling.RANK, Init.A, imagination));
        return TrainingSettings.finetuning(forms, new LearningRates(1e-3f, 1e-4f, 3e-4f));
    }
}
