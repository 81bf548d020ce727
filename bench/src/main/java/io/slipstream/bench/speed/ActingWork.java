package io.slipstream.bench.speed;

import io.slipstream.actor.rollout.Segment;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.acting.ActingOutput;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.model.tensor.DeviceChoice;
import java.util.List;

/** Infers states, measures and chooses actions of N environments, which see what was really driven; counts environment steps. */
final class ActingWork implements Work {
    private static final byte FIRST = 1;

    private final ActingSession session;
    private final ActingOutput output;
    private final float[][] observations; // [T][N, D]
    private final byte[][] flags; // [T][N]
    private final int environments;

    private ActingWork(Driving driving, int environments, ActingSession session) {
        this.environments = environments;
        this.session = session;
        ModelSpec spec = driving.model().base().spec();
        output = new ActingOutput(spec, environments);
        int size = spec.observationSize();
        observations = new float[Driving.LENGTH][environments * size];
        flags = new byte[Driving.LENGTH][environments];
        List<Segment> segments = driving.segments();
        for (int e = 0; e < environments; e++) {
            Segment segment = segments.get(e % segments.size());
            for (int t = 0; t < Driving.LENGTH; t++) {
                System.arraycopy(segment.observations(), t * size, observations[t], e * size, size);
                flags[t][e] = t == 0 ? FIRST : (byte) (segment.flags()[t] & FIRST);
            }
        }
    }

    /** As an actor on a CPU does it: in plain Java. */
    static ActingWork jvm(Driving driving, int environments) {
        return new ActingWork(
                driving,
                environments,
                new ActingSession(driving.model().merged(), environments, Driving.SEED, DeviceChoice.CPU));
    }

    /** The same through libtorch. */
    static ActingWork tensors(Driving driving, int environments) {
        return new ActingWork(
                driving,
                environments,
                ActingSession.throughTensors(driving.model().merged(), environments, Driving.SEED, DeviceChoice.CPU));
    }

    @Override
    public double round() {
        for (int t = 0; t < Driving.LENGTH; t++) {
            session.act(observations[t], flags[t], false, output);
        }
        return (double) Driving.LENGTH * environments;
    }

    @Override
    public void close() {
        session.close();
    }
}
