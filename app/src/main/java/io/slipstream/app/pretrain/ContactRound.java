package io.slipstream.app.pretrain;

import io.slipstream.learner.train.Trainer;
import java.util.Map;
import java.util.SplittableRandom;

/** Teaches a world model what a contact looks like, before it learns anything else. */
final class ContactRound {
    private static final int EXAMPLES = 256;

    private final PretrainSettings settings;
    private final Trainer trainer;
    private final PretrainProgress progress;

    ContactRound(PretrainSettings settings, Trainer trainer, PretrainProgress progress) {
        this.settings = settings;
        this.trainer = trainer;
        this.progress = progress;
    }

    /** All updates; none where there is nothing to touch. */
    void run(TrainingGround ground) {
        if (settings.contactUpdates() == 0) {
            return;
        }
        progress.driving(settings.contactSteps());
        ContactExamples examples =
                new ContactExamples(ground.spaces().observation().size());
        ground.seedContacts(examples, settings.contactSteps(), settings.seed() * 41);
        if (examples.teach()) {
            teach(examples);
        }
    }

    private void teach(ContactExamples examples) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        long started = System.nanoTime();
        for (int update = 1; update <= settings.contactUpdates(); update++) {
            trainer.learningRate(Math.min(1f, 2f * (settings.contactUpdates() - update) / settings.contactUpdates()));
            ContactExamples.Batch batch = examples.draw(EXAMPLES, random);
            Map<String, Double> losses = trainer.updateContact(batch.observations(), batch.touched());
            if (update % (10 * PretrainProgress.EVERY) == 0) {
                double perSecond = update * 1e9 / (System.nanoTime() - started);
                progress.recognising(examples.contacts(), update, settings.contactUpdates(), perSecond, losses);
            }
        }
    }
}
