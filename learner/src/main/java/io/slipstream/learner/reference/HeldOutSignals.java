package io.slipstream.learner.reference;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.Arrays;

/**
 * Measures the mismatch signals of a model on recorded sequences: the model watches while the recorded actions drive, as
 * an actor would have seen it. The first steps of a sequence that starts inside an episode only bring the recurrent
 * state up and do not count.
 */
final class HeldOutSignals {
    private static final int BATCH = 32;
    private static final int BATCHES = 4;
    private static final int COUNTED = 48;
    private static final int BURN_IN = 16;

    private final ModelSpec spec;
    private final SignalLayout layout;

    HeldOutSignals(ModelSpec spec) {
        this.spec = spec;
        layout = new SignalLayout(
                spec.latentGroups(),
                spec.latentClasses(),
                spec.actions(),
                spec.groups().stream().map(FeatureGroup::name).toList());
    }

    /** Steps of a sequence. */
    static int length() {
        return BURN_IN + COUNTED;
    }

    WindowSignals measure(ModelWeights merged, ReplayWindow window, long seed) {
        WindowSignals signals = new WindowSignals(layout);
        SamplerRandom random = new SamplerRandom(seed);
        try (ActingSession session = new ActingSession(merged, BATCH, seed)) {
            for (int i = 0; i < BATCHES; i++) {
                session.reset();
                watch(session, window.sample(BATCH, length(), random), signals);
            }
        }
        return signals;
    }

    private void watch(ActingSession session, SequenceBatch batch, WindowSignals signals) {
        ActingOutput out = new ActingOutput(spec, BATCH);
        Recording[] recordings = new Recording[BATCH];
        Arrays.setAll(recordings, row -> new Recording());
        float[] observations = new float[BATCH * spec.observationSize()];
        byte[] flags = new byte[BATCH];
        int[] actions = new int[BATCH];
        for (int t = 0; t < length(); t++) {
            column(batch, t, observations, flags, actions);
            session.act(observations, flags, true, out);
            session.drove(actions);
            for (int row = 0; row < BATCH && t >= BURN_IN; row++) {
                recordings[row].note(batch, row, t, out);
            }
        }
        for (Recording recording : recordings) {
            signals.add(recording.signals());
        }
    }

    private void column(SequenceBatch batch, int t, float[] observations, byte[] flags, int[] actions) {
        int size = spec.observationSize();
        for (int row = 0; row < BATCH; row++) {
            int at = row * batch.length() + t;
            System.arraycopy(batch.observations(), at * size, observations, row * size, size);
            flags[row] = batch.flags()[at];
            actions[row] = batch.actions()[at];
        }
    }

    /** The counted part of one sequence. */
    private final class Recording {
        private final int groups = spec.latentGroups();
        private final int features = spec.groups().size();
        private final byte[] flags = new byte[COUNTED];
        private final int[] actions = new int[COUNTED];
        private final float[] rewards = new float[COUNTED];
        private final float[] predicted = new float[COUNTED];
        private final float[] tv = new float[COUNTED];
        private final byte[] classes = new byte[COUNTED * groups];
        private final float[] residuals = new float[COUNTED * features];
        private final float[] novelty = new float[COUNTED * features];

        void note(SequenceBatch batch, int row, int t, ActingOutput out) {
            int at = row * batch.length() + t;
            int to = t - BURN_IN;
            flags[to] = batch.flags()[at];
            actions[to] = batch.actions()[at];
            rewards[to] = batch.rewards()[at];
            predicted[to] = out.predictedReward[row];
            tv[to] = out.tvDynamics[row];
            System.arraycopy(out.latentClasses, row * groups, classes, to * groups, groups);
            System.arraycopy(out.residuals, row * features, residuals, to * features, features);
            System.arraycopy(out.novelty, row * features, novelty, to * features, features);
        }

        StepSignals signals() {
            return new StepSignals(COUNTED, flags, actions, rewards, predicted, tv, classes, residuals, novelty);
        }
    }
}
