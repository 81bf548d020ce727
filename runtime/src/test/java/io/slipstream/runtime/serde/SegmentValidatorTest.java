package io.slipstream.runtime.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.TransitionSegment;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SegmentValidatorTest {

    private final SegmentValidator validator = new SegmentValidator(Segments.OBSERVATION, Segments.ACTIONS);

    // Else it passes only behind a test that has a codec.
    @BeforeAll
    static void trust() {
        TrustedPackage.install();
    }

    @Test
    void shouldAcceptASoundSegment() {
        assertThat(validator.problem(Segments.of(4))).isEmpty();
    }

    @Test
    void shouldAcceptAnEpisodeThatEndsAndAnotherThatBegins() {
        refuseNothing(builder -> builder.setFlags(Tensors.bytes(new byte[] {0, 2 | 4, 1, 0, 2}, 5)));
    }

    @Test
    void shouldRefuseAnObservationThatIsNotANumber() {
        float[] observations = new float[15];
        observations[7] = Float.NaN;
        expect("observations holds", builder -> builder.setObservations(Tensors.floats(observations, 5, 3)));
    }

    @Test
    void shouldRefuseAnInfiniteReward() {
        float[] rewards = {0, 0, Float.NEGATIVE_INFINITY, 0, 0};
        expect("rewards holds", builder -> builder.setRewards(Tensors.floats(rewards, 5)));
    }

    @Test
    void shouldRefuseAWrongShape() {
        expect("observations has shape", builder -> builder.setObservations(Tensors.floats(new float[12], 4, 3)));
        expect("actions has shape", builder -> builder.setActions(Tensors.bytes(new byte[5], 5)));
        expect("novelty has shape", builder -> builder.setNovelty(Tensors.floats(new float[4], 4, 1)));
        expect("latentClasses has shape", builder -> builder.setLatentClasses(Tensors.bytes(new byte[4], 4)));
    }

    @Test
    void shouldRefuseAWrongType() {
        expect("rewards is UINT8", builder -> builder.setRewards(Tensors.bytes(new byte[5], 5)));
    }

    @Test
    void shouldRefuseAShapeThatItsBytesDoNotFill() {
        TransitionSegment segment = Segments.of(4);
        segment.getRewards().getData().limit(8);
        assertThat(validator.problem(segment))
                .hasValueSatisfying(reason -> assertThat(reason).contains("rewards has 8 bytes"));
    }

    @Test
    void shouldRefuseAHugeLengthWithoutOverflow() {
        expect("has shape", builder -> builder.setLength(Integer.MAX_VALUE));
        expect("length is 0", builder -> builder.setLength(0));
    }

    @Test
    void shouldRefuseNegativeNumbers() {
        expect("negative", builder -> builder.setSequence(-1));
        expect("negative", builder -> builder.setEnvironment(-1));
    }

    @Test
    void shouldRefuseFlagsThatMakeNoSense() {
        expect("flags make no sense at entry 1", flags(0, 1, 0, 0, 0));
        expect("flags make no sense at entry 3", flags(0, 0, 2, 0, 0));
        expect("flags make no sense at entry 2", flags(0, 0, 4, 0, 0));
        expect("flags make no sense at entry 4", flags(0, 0, 0, 0, 8));
    }

    @Test
    void shouldRefuseAnActionThatDoesNotExist() {
        expect("action 15 of 15", builder -> builder.setActions(Tensors.bytes(new byte[] {0, 14, 15, 0}, 4)));
    }

    @Test
    void shouldReadTensorsBackExactly() {
        float[] values = {0f, -0f, Float.MIN_VALUE, 1e30f};
        assertThat(Tensors.floats(Tensors.floats(values, 2, 2))).isEqualTo(values);
        assertThat(Tensors.unsigned(Tensors.bytes(new byte[] {-1, 3}, 2))).containsExactly(255, 3);
        assertThat(Tensors.floats(Tensors.floatSlice(values, 1, 2, 2))).containsExactly(-0f, Float.MIN_VALUE);
    }

    private static Consumer<TransitionSegment.Builder> flags(int... flags) {
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < flags.length; i++) {
            bytes[i] = (byte) flags[i];
        }
        return builder -> builder.setFlags(Tensors.bytes(bytes, flags.length));
    }

    private void refuseNothing(Consumer<TransitionSegment.Builder> change) {
        assertThat(validator.problem(changed(change))).isEmpty();
    }

    private void expect(String reason, Consumer<TransitionSegment.Builder> change) {
        assertThat(validator.problem(changed(change)))
                .hasValueSatisfying(actual -> assertThat(actual).contains(reason));
    }

    private static TransitionSegment changed(Consumer<TransitionSegment.Builder> change) {
        TransitionSegment.Builder builder = TransitionSegment.newBuilder(Segments.of(4));
        change.accept(builder);
        return builder.build();
    }
}
