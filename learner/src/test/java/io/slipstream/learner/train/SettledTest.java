package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.replay.SequenceBatch;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettledTest {
    private static final int LENGTH = 40;

    @Test
    void shouldPassOverTheBeginningsOfWhatWasCutOutOfAnEpisode() {
        int[] rows = Settled.rows(sequences(2));
        // Time-major: the last eight steps of both.
        assertThat(rows).isEqualTo(IntStream.range(32 * 2, LENGTH * 2).toArray());
    }

    @Test
    void shouldKnowAnEpisodeFromItsFirstStepOn() {
        SequenceBatch sequences = sequences(2);
        sequences.flags()[LENGTH + 5] = 1;
        int[] rows = Settled.rows(sequences);
        assertThat(steps(rows, 0))
                .as("of the first one")
                .isEqualTo(IntStream.range(32, LENGTH).toArray());
        assertThat(steps(rows, 1))
                .as("of the second one")
                .isEqualTo(IntStream.range(5, LENGTH).toArray());
    }

    @Test
    void shouldLeaveShortSequencesTheirLastStep() {
        SequenceBatch brief = new SequenceBatch(2, 3, new float[12], new int[6], new float[6], new byte[6]);
        assertThat(Settled.rows(brief)).containsExactly(4, 5);
    }

    private static int[] steps(int[] rows, int sequence) {
        return Arrays.stream(rows)
                .filter(row -> row % 2 == sequence)
                .map(row -> row / 2)
                .toArray();
    }

    private static SequenceBatch sequences(int count) {
        int steps = count * LENGTH;
        return new SequenceBatch(
                count, LENGTH, new float[2 * steps], new int[steps], new float[steps], new byte[steps]);
    }
}
