package io.slipstream.actor.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.environment.Conditions;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.acting.ActingOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentAssemblerTest {
    private static final int N = 2;
    private static final int T = 4;
    private static final ModelSpec SPEC = ModelSpec.preset(
            "tiny",
            3,
            15,
            List.of(
                    FeatureGroup.of("ego", 0, 1, FeatureGroup.Role.BODY),
                    FeatureGroup.of("rest", 1, 3, FeatureGroup.Role.SCENE)));
    private static final Conditions CONDITIONS = Conditions.of("RTM03", "C0");

    private final Fence fence = new Fence(N, 3);
    private final SegmentAssembler assembler = new SegmentAssembler(N, T, 3, SPEC.latentGroups(), 2);
    private final List<Segment> out = new ArrayList<>();
    private int time;

    @Test
    void shouldAlignEveryEntryWithItsObservation() {
        drive(T, 7);

        assertThat(out).hasSize(N);
        Segment segment = out.get(1);
        assertThat(segment.environment()).isEqualTo(1);
        assertThat(segment.modelVersion()).isEqualTo(7);
        assertThat(segment.rewards()).containsExactly(1000, 1001, 1002, 1003, 1004);
        assertThat(segment.flags()).containsExactly(0, 1, 2, 0, 1);
        assertThat(segment.actions()).containsExactly(1, 2, 3, 4);
        assertThat(segment.observations()).hasSize((T + 1) * 3);
        assertThat(segment.observations()[3 * 3]).isEqualTo(1003);
        assertThat(segment.residuals()).containsExactly(1000, -1000, 1001, -1001, 1002, -1002, 1003, -1003);
        assertThat(segment.latentClasses()[2 * SPEC.latentGroups() + 1]).isEqualTo((byte) 3);
    }

    @Test
    void shouldRepeatTheLastObservationAsEntryZeroOfTheNextSegment() {
        drive(2 * T, 1);

        Segment first = out.get(0);
        Segment second = out.get(N);
        assertThat(second.rewards()[0]).isEqualTo(first.rewards()[T]);
        assertThat(second.observations()[0]).isEqualTo(first.observations()[T * 3]);
        assertThat(second.flags()[0]).isEqualTo(first.flags()[T]);
        assertThat(second.firstStep()).isEqualTo(first.firstStep() + T);
    }

    @Test
    void shouldNumberSegmentsContiguouslyFromZero() {
        drive(5 * T, 1);

        assertThat(out)
                .filteredOn(s -> s.environment() == 0)
                .extracting(Segment::sequence)
                .containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void shouldDropASegmentOfAFencedEnvironmentWithoutLeavingAHoleInTheSequence() {
        drive(T, 1);
        fence.inspect(new float[N * 3], new float[] {0, Float.NaN}, new byte[N]);
        drive(T, 1);
        fence.inspect(new float[N * 3], new float[N], new byte[] {0, 1});
        drive(T, 1);

        assertThat(out).filteredOn(s -> s.environment() == 0).hasSize(3);
        assertThat(out)
                .filteredOn(s -> s.environment() == 1)
                .extracting(Segment::sequence, Segment::firstStep)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 0L), org.assertj.core.groups.Tuple.tuple(1L, 2L * T));
    }

    private void drive(int steps, int version) {
        for (int i = 0; i < steps; i++) {
            if (assembler.atBorder()) {
                assembler.open(new Driven(version));
            }
            assembler.entry(observations(), rewards(), flags(), acted(), fence);
            time++;
            if (assembler.full()) {
                assembler.complete(observations(), rewards(), flags(), fence, out::add);
            }
        }
    }

    private float[] observations() {
        return new float[] {time, 0, 0, 1000 + time, 0, 0};
    }

    private float[] rewards() {
        return new float[] {time, 1000 + time};
    }

    private byte[] flags() {
        return new byte[] {0, (byte) (time % 3)};
    }

    private ActingOutput acted() {
        ActingOutput acted = new ActingOutput(SPEC, N);
        acted.actions[1] = time + 1;
        acted.residuals[2] = 1000 + time;
        acted.residuals[3] = -1000 - time;
        acted.latentClasses[SPEC.latentGroups() + 1] = (byte) (time + 1);
        return acted;
    }

    private record Driven(int version) implements SegmentAssembler.Driven {
        @Override
        public int version(int environment) {
            return version;
        }

        @Override
        public long episode(int environment) {
            return 9;
        }

        @Override
        public Conditions conditions(int environment) {
            return CONDITIONS;
        }
    }
}
