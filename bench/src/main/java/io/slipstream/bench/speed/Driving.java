package io.slipstream.bench.speed;

import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.actor.publish.SegmentRecords;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.actor.vehicle.DrivingFields;
import io.slipstream.model.StoredModel;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.avro.TransitionSegment;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.ScenarioNames;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What everything is measured with: the shipped model, and segments that it really drove.
 *
 * @param model the shipped model
 * @param segments as a rollout hands them over
 * @param records the same as bytes of the log
 */
record Driving(StoredModel model, List<Segment> segments, List<byte[]> records) {
    static final String FLEET = "bench";
    static final int ENVIRONMENTS = 128;
    static final int LENGTH = 32;
    static final long SEED = 7;

    private static final int TICKS = 256;

    Driving {
        segments = List.copyOf(segments);
        records = List.copyOf(records);
    }

    /** Drives 128 environments for 256 steps each, in segments of 32. */
    static Driving with(StoredModel model) {
        return with(model, LENGTH);
    }

    /**
     * The same in other segments.
     *
     * @param length steps of a segment
     */
    static Driving with(StoredModel model, int length) {
        List<Segment> segments = new ArrayList<>();
        try (ActingSession session = new ActingSession(model.merged(), ENVIRONMENTS, SEED)) {
            Rollout rollout = new Rollout(
                    new DrivingEnvironment(environment(ENVIRONMENTS), ScenarioNames.SHIPPED),
                    session,
                    model.base().spec(),
                    length,
                    segments::add,
                    episode -> {});
            for (int i = 0; i < TICKS; i++) {
                rollout.tick();
            }
            rollout.close();
        }
        AvroCodec<TransitionSegment> codec = AvroCodec.of(TransitionSegment.class);
        SegmentRecords records = recorder();
        return new Driving(
                model,
                segments,
                segments.stream()
                        .map(segment -> codec.encode(records.segment(segment)))
                        .toList());
    }

    /** A fresh world. */
    static VectorEnvironment environment(int environments) {
        Scenario scenario = new Scenario(Tasks.byId("RTM03"), Shifts.byId("C0"), RewardSettings.defaults());
        return new VectorEnvironment(List.of(scenario), environments, SEED);
    }

    /** Makes records as an actor does. */
    static SegmentRecords recorder() {
        return SegmentRecords.ungraded(identity(), Clock.systemUTC(), new DrivingFields());
    }

    static ActorIdentity identity() {
        return new ActorIdentity(FLEET, "bench-1", 1);
    }

    /** Steps in all segments. */
    int steps() {
        return segments.stream().mapToInt(Segment::length).sum();
    }

    /** Bytes of a step on the log. */
    double bytesPerStep() {
        return records.stream().mapToLong(record -> record.length).sum() / (double) steps();
    }
}
