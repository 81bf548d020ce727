package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An invariant that nothing could break would say nothing: each is broken here. */
class SegmentCheckTest {
    private final SegmentCheck check = new SegmentCheck();

    @Test
    void shouldHoldForALogWithoutFault() {
        add(1, 0, 0);
        add(1, 0, 1);
        add(2, 0, 0);
        add(1, 1, 0);

        assertThat(broken()).isEmpty();
        assertThat(check.steps()).isEqualTo(8);
        assertThat(check.epochs()).isEqualTo(2);
    }

    @Test
    void shouldNoticeAGap() {
        add(1, 0, 0);
        add(1, 0, 2);

        assertThat(broken()).containsExactly("no segment of an environment is missing");
    }

    @Test
    void shouldNoticeThatAnEpochDoesNotBeginAtItsBeginning() {
        add(1, 0, 0);
        add(2, 0, 1);

        assertThat(broken()).containsExactly("no segment of an environment is missing");
    }

    @Test
    void shouldNoticeADuplicate() {
        add(1, 0, 0);
        add(1, 0, 0);

        assertThat(broken()).containsExactly("no segment of an environment comes twice");
    }

    @Test
    void shouldNoticeASegmentOfAFencedEpoch() {
        add(1, 0, 0);
        add(2, 0, 0);
        add(1, 0, 1);

        assertThat(broken()).containsExactly("no segment of a fenced epoch comes after its successor's first");
        assertThat(check.segments()).isEqualTo(2);
    }

    private List<String> broken() {
        return check.results().stream()
                .filter(result -> result.violations() > 0)
                .map(Invariant.Result::name)
                .toList();
    }

    private void add(long epoch, int environment, long sequence) {
        check.segment(
                TransitionSegment.newBuilder()
                        .setFleet("f")
                        .setActor("a")
                        .setEnvironment(environment)
                        .setEpoch(epoch)
                        .setSequence(sequence)
                        .setEpisode(0)
                        .setFirstStep(2 * sequence)
                        .setTask("RTM03")
                        .setModelVersion(1)
                        .setLength(2)
                        .setObservations(Tensors.floats(new float[3], 3, 1))
                        .setRewards(Tensors.floats(new float[3], 3))
                        .setFlags(Tensors.bytes(new byte[3], 3))
                        .setActions(Tensors.bytes(new byte[2], 2))
                        .setLogProbability(Tensors.floats(new float[2], 2))
                        .setTvDynamics(Tensors.floats(new float[2], 2))
                        .setPredictedReward(Tensors.floats(new float[2], 2))
                        .setValue(Tensors.floats(new float[2], 2))
                        .setLatentClasses(Tensors.bytes(new byte[2], 2, 1))
                        .setResiduals(Tensors.floats(new float[2], 2, 1))
                        .setNovelty(Tensors.floats(new float[2], 2, 1))
                        .setCreatedAt(Instant.EPOCH)
                        .build(),
                "transitions-0@0");
    }
}
