package io.slipstream.bench.speed;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Trainer;
import io.slipstream.learner.train.TrainingSettings;
import java.util.List;

/** The actor's part of updates that imitate, as a learner makes them whose world model stands still; counts updates. */
final class ImitationWork implements Work {
    private static final int SHOWN = 64;
    private static final int SHOWN_STEPS = 128;
    private static final int LOOKS = 8;
    private static final int REMEMBERED = 96;
    private static final int REMEMBERED_STEPS = 64;

    private final Trainer trainer;
    private final int steps;
    private final SequenceBatch shown;
    private long done;

    ImitationWork(Driving driving, TrainingSettings settings) {
        trainer = new Trainer(driving.model().merged(), List.of(), settings, Driving.SEED);
        steps = settings.grounding().imitations();
        ReplayWindow window = UpdateWork.window(driving);
        SamplerRandom random = new SamplerRandom(Driving.SEED);
        shown = window.sample(SHOWN, SHOWN_STEPS, random);
        trainer.remember(window.sample(REMEMBERED, REMEMBERED_STEPS, random));
    }

    @Override
    public double round() {
        if (done++ % LOOKS == 0) {
            trainer.show(shown);
        }
        trainer.imitate(steps);
        return 1;
    }

    @Override
    public void close() {
        trainer.close();
    }
}
