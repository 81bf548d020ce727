package io.slipstream.bench.speed;

import io.slipstream.actor.rollout.Segment;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.learner.train.Trainer;
import io.slipstream.learner.train.TrainingSettings;
import java.util.List;
import java.util.function.BiConsumer;

/** Draws batches from a window full of really driven steps and trains on them; counts updates. */
final class UpdateWork implements Work {
    static final int BATCH = 16;
    static final int LENGTH = 64;

    private final Trainer trainer;
    private final BiConsumer<Trainer, SequenceBatch> update;
    private final SequenceBatch batch;

    /**
     * @param update what to do with a batch
     */
    UpdateWork(Driving driving, TrainingSettings settings, BiConsumer<Trainer, SequenceBatch> update) {
        trainer = new Trainer(driving.model().merged(), List.of(), settings, Driving.SEED);
        this.update = update;
        batch = window(driving).sample(BATCH, LENGTH, new SamplerRandom(Driving.SEED));
    }

    /** A window that holds all segments. */
    static ReplayWindow window(Driving driving) {
        ReplayWindow window = new ReplayWindow(driving.model().base().spec().observationSize(), driving.steps());
        for (Segment segment : driving.segments()) {
            window.append(
                    "bench/" + segment.environment(),
                    segment.length(),
                    segment.observations(),
                    segment.actions(),
                    segment.rewards(),
                    segment.flags());
        }
        return window;
    }

    @Override
    public double round() {
        update.accept(trainer, batch);
        return 1;
    }

    @Override
    public void close() {
        trainer.close();
    }
}
