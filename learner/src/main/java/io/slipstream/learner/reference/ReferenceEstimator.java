package io.slipstream.learner.reference;

import io.slipstream.learner.replay.SequenceBatch;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.signals.Extent;
import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.runtime.signals.StepSignals;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.Arrays;

/**
 * Runs a version over recorded sequences, with the recorded actions, and gathers the signals that an actor would have
 * sent: the fresh reference of a version that no actor has driven yet (algorithm: E_P is about the running version).
 */
public final class ReferenceEstimator {
    private final int burnIn;
    private final DeviceChoice device;

    /**
     * @param burnIn steps at the start of each sequence that only bring the recurrent state up; not counted
     * @param device where to run the version
     */
    public ReferenceEstimator(int burnIn, DeviceChoice device) {
        this.burnIn = burnIn;
        this.device = device;
    }

    /** The sizes of a model's signals. */
    public static SignalLayout layout(ModelSpec spec) {
        return SignalLayout.of(
                spec.latentGroups(),
                spec.latentClasses(),
                spec.actions(),
                spec.groups().stream()
                        .map(group -> SignalGroup.of(group.name(), role(group.role()), group.from(), group.to()))
                        .toList());
    }

    private static SignalGroup.Role role(FeatureGroup.Role role) {
        return switch (role) {
            case BODY -> SignalGroup.Role.BODY;
            case SCENE -> SignalGroup.Role.SCENE;
            case OBJECTS -> SignalGroup.Role.OBJECTS;
        };
    }

    /**
     * The signals of a version on held-out sequences.
     *
     * @param weights adapters merged
     * @param heldOut sequences longer than the burn-in, not trained on
     * @param discount gamma per step of its critic; 0 when that is not known
     * @param seed of latent sampling
     */
    public WindowSignals measure(ModelWeights weights, SequenceBatch heldOut, double discount, long seed) {
        ModelSpec spec = weights.spec();
        int rows = heldOut.batch();
        Recorder recorder = new Recorder(spec, rows, heldOut.length() - burnIn);
        ActingOutput out = new ActingOutput(spec, rows);
        float[] observations = new float[rows * spec.observationSize()];
        byte[] flags = new byte[rows];
        int[] actions = new int[rows];
        try (ActingSession session = new ActingSession(weights, rows, seed, device)) {
            for (int t = 0; t < heldOut.length(); t++) {
                column(heldOut, spec.observationSize(), t, observations, flags, actions);
                session.act(observations, flags, false, out);
                session.drove(actions);
                if (t >= burnIn) {
                    recorder.record(t - burnIn, heldOut, t, out);
                }
            }
        }
        WindowSignals signals = recorder.signals(discount);
        signals.addExtent(
                Extent.of(heldOut.observations(), rows * heldOut.length(), spec.observationSize()),
                rows * heldOut.length());
        return signals;
    }

    private static void column(
            SequenceBatch source, int size, int t, float[] observations, byte[] flags, int[] actions) {
        for (int b = 0; b < source.batch(); b++) {
            int from = b * source.length() + t;
            System.arraycopy(source.observations(), from * size, observations, b * size, size);
            flags[b] = source.flags()[from];
            actions[b] = source.actions()[from];
        }
    }

    /** Collects columns of a step into one segment for each sequence. */
    private static final class Recorder {
        private final ModelSpec spec;
        private final StepSignals[] segments;

        Recorder(ModelSpec spec, int rows, int length) {
            if (length < 1) {
                throw new IllegalArgumentException("sequences must be longer than the burn-in");
            }
            this.spec = spec;
            int groups = spec.groups().size();
            segments = new StepSignals[rows];
            Arrays.setAll(
                    segments,
                    b -> new StepSignals(
                            length,
                            new byte[length],
                            new int[length],
                            new float[length],
                            new float[length],
                            new float[length],
                            new byte[length * spec.latentGroups()],
                            new float[length * groups],
                            new float[length * groups],
                            new float[length],
                            Extent.NONE));
        }

        void record(int to, SequenceBatch source, int t, ActingOutput out) {
            int groups = spec.groups().size();
            for (int b = 0; b < segments.length; b++) {
                StepSignals segment = segments[b];
                int from = b * source.length() + t;
                segment.flags()[to] = source.flags()[from];
                segment.actions()[to] = source.actions()[from];
                segment.rewards()[to] = source.rewards()[from];
                segment.predictedReward()[to] = out.predictedReward[b];
                segment.tvDynamics()[to] = out.tvDynamics[b];
                segment.values()[to] = out.value[b];
                int latents = spec.latentGroups();
                System.arraycopy(out.latentClasses, b * latents, segment.latentClasses(), to * latents, latents);
                System.arraycopy(out.residuals, b * groups, segment.residuals(), to * groups, groups);
                System.arraycopy(out.novelty, b * groups, segment.novelty(), to * groups, groups);
            }
        }

        WindowSignals signals(double discount) {
            WindowSignals window = new WindowSignals(layout(spec).discount(discount));
            for (StepSignals segment : segments) {
                window.add(segment);
            }
            return window;
        }
    }
}
