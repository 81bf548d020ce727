package io.slipstream.bench.speed;

import io.slipstream.actor.publish.SegmentRecords;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.ScenarioNames;

/** A whole actor without its broker: acts, simulates, gathers segments, encodes them; counts environment steps. */
final class ActorWork implements Work {
    private final ActingSession session;
    private final Rollout rollout;
    private final SegmentRecords records = Driving.recorder();
    private final AvroCodec<TransitionSegment> codec = AvroCodec.of(TransitionSegment.class);
    private long bytes;

    ActorWork(Driving driving) {
        session = new ActingSession(driving.model().merged(), Driving.ENVIRONMENTS, Driving.SEED);
        rollout = new Rollout(
                new DrivingEnvironment(Driving.environment(Driving.ENVIRONMENTS), ScenarioNames.SHIPPED),
                session,
                driving.model().base().spec(),
                Driving.LENGTH,
                this::encode,
                episode -> {});
    }

    private void encode(Segment segment) {
        bytes += codec.encode(records.segment(segment)).length;
    }

    @Override
    public double round() {
        long before = bytes;
        for (int i = 0; i < Driving.LENGTH; i++) {
            rollout.tick();
        }
        if (bytes == before) {
            throw new IllegalStateException("a segment's length of ticks made no record");
        }
        return (double) Driving.LENGTH * Driving.ENVIRONMENTS;
    }

    @Override
    public void close() {
        rollout.close();
        session.close();
    }
}
