package io.slipstream.learner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    private static final int SIZE = 2;

    @Test
    void shouldSampleEveryStartEquallyOften() {
        ReplayWindow window = new ReplayWindow(SIZE, 1000);
        append(window, "a", 0, 40);
        append(window, "b", 1000, 7);
        append(window, "c", 2000, 10);
        int length = 8;
        int[] seen = new int[3000];
        SamplerRandom random = new SamplerRandom(1);
        int draws = 36_000;
        for (int i = 0; i < draws; i++) {
            seen[(int) window.sample(1, length, random).rewards()[0]]++;
        }

        assertThat(window.starts(length)).isEqualTo(33 + 3);
        for (int start = 0; start < 3000; start++) {
            boolean valid = start <= 32 || (start >= 2000 && start <= 2002);
            if (valid) {
                assertThat(seen[start]).isBetween(850, 1150);
            } else {
                assertThat(seen[start]).isZero();
            }
        }
    }

    @Test
    void shouldReturnContiguousStepsOfOneStreamWhenAppendsInterleaveAndTheRingWraps() {
        ReplayWindow window = new ReplayWindow(SIZE, 640);
        SamplerRandom random = new SamplerRandom(3);
        for (int round = 0; round < 200; round++) {
            for (int stream = 0; stream < 5; stream++) {
                append(window, "s" + stream, stream * 100_000 + round * 7, 7);
            }
            if (round > 3) {
                assertContiguous(window.sample(8, 20, random));
            }
        }

        assertThat(window.steps()).isBetween(640L - 5 * ReplayWindow.BLOCK, 640L);
        assertThat(window.appended()).isEqualTo(200 * 35);
    }

    @Test
    void shouldForgetTheOldestStepsWhenFull() {
        ReplayWindow window = new ReplayWindow(SIZE, 128);
        append(window, "a", 0, 1000);
        SamplerRandom random = new SamplerRandom(5);
        float smallest = Float.MAX_VALUE;
        for (int i = 0; i < 500; i++) {
            smallest = Math.min(smallest, window.sample(1, 4, random).rewards()[0]);
        }

        assertThat(smallest).isGreaterThanOrEqualTo(1000 - 128);
        assertThat(window.steps()).isLessThanOrEqualTo(128);
    }

    @Test
    void shouldNotJoinStepsAcrossACut() {
        ReplayWindow window = new ReplayWindow(SIZE, 1000);
        append(window, "a", 0, 10);
        window.cut("a");
        append(window, "a", 500, 10);

        assertThat(window.starts(11)).isZero();
        assertThat(window.starts(10)).isEqualTo(2);
        assertThatThrownBy(() -> window.sample(1, 11, new SamplerRandom(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no 11 contiguous");
    }

    @Test
    void shouldKeepWorkingWhenThereAreMoreStreamsThanBlocks() {
        ReplayWindow window = new ReplayWindow(SIZE, 64);
        for (int round = 0; round < 50; round++) {
            for (int stream = 0; stream < 9; stream++) {
                append(window, "s" + stream, stream * 1000 + round * 3, 3);
            }
            assertContiguous(window.sample(2, 3, new SamplerRandom(round)));
        }
    }

    @Test
    void shouldGoOnFromASavedWindowAsIfItHadNotBeenSaved() throws IOException {
        ReplayWindow window = new ReplayWindow(SIZE, 256);
        append(window, "old", 0, 320);
        append(window, "a", 10_000, 50);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        window.save(new DataOutputStream(bytes));
        ReplayWindow loaded = new ReplayWindow(SIZE, 256);
        append(loaded, "forgotten", 0, 99);
        loaded.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        append(window, "a", 10_050, 70);
        append(loaded, "a", 10_050, 70);

        assertThat(loaded.steps()).isEqualTo(window.steps());
        assertThat(loaded.appended()).isEqualTo(window.appended());
        assertThat(loaded.sample(16, 40, new SamplerRandom(2)).rewards())
                .isEqualTo(window.sample(16, 40, new SamplerRandom(2)).rewards());
    }

    @Test
    void shouldDrawTheSameBatchesFromARebuiltWindowAndARestoredState() {
        ReplayWindow first = new ReplayWindow(SIZE, 256);
        append(first, "old", 0, 320);
        append(first, "a", 10_000, 256);
        SamplerRandom random = new SamplerRandom(11);
        first.sample(4, 16, random);
        long state = random.state();
        ReplayWindow rebuilt = new ReplayWindow(SIZE, 256);
        append(rebuilt, "a", 10_000, 256);

        SequenceBatch expected = first.sample(4, 16, random);
        SequenceBatch actual = rebuilt.sample(4, 16, new SamplerRandom(state));

        assertThat(actual.observations()).isEqualTo(expected.observations());
        assertThat(actual.actions()).isEqualTo(expected.actions());
        assertThat(actual.flags()).isEqualTo(expected.flags());
    }

    @Test
    void shouldHoldNothingAfterClear() {
        ReplayWindow window = new ReplayWindow(SIZE, 256);
        append(window, "a", 0, 100);

        window.clear();

        assertThat(window.steps()).isZero();
        assertThat(window.starts(1)).isZero();
    }

    @Test
    void shouldLeaveTheNewestStepsOutWhenAsked() {
        ReplayWindow window = new ReplayWindow(SIZE, 1000);
        append(window, "a", 0, 64);
        append(window, "b", 1000, 32);
        append(window, "a", 64, 32);
        append(window, "c", 2000, 32);
        SamplerRandom random = new SamplerRandom(1);

        for (int i = 0; i < 500; i++) {
            float start = window.sampleBut(64, 1, 8, random).rewards()[0];
            assertThat(start < 64 || (start >= 1000 && start < 1032))
                    .as("%s", start)
                    .isTrue();
        }
        assertThat(window.startsBut(0, 8)).isEqualTo(window.starts(8));
        assertThat(window.startsBut(160, 8)).isZero();
        assertThatThrownBy(() -> window.sampleBut(160, 1, 8, random)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseArraysShorterThanTheCount() {
        ReplayWindow window = new ReplayWindow(SIZE, 256);

        assertThatThrownBy(() -> window.append("a", 2, new float[3], new int[2], new float[2], new byte[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void append(ReplayWindow window, String stream, int from, int count) {
        float[] observations = new float[count * SIZE];
        int[] actions = new int[count];
        float[] rewards = new float[count];
        byte[] flags = new byte[count];
        for (int i = 0; i < count; i++) {
            observations[i * SIZE] = from + i;
            observations[i * SIZE + 1] = -(from + i);
            actions[i] = (from + i) % 15;
            rewards[i] = from + i;
            flags[i] = (byte) ((from + i) % 3);
        }
        window.append(stream, count, observations, actions, rewards, flags);
    }

    private static void assertContiguous(SequenceBatch batch) {
        for (int row = 0; row < batch.batch(); row++) {
            float start = batch.rewards()[row * batch.length()];
            for (int t = 0; t < batch.length(); t++) {
                int i = row * batch.length() + t;
                assertThat(batch.rewards()[i]).isEqualTo(start + t);
                assertThat(batch.observations()[i * SIZE]).isEqualTo(start + t);
                assertThat(batch.observations()[i * SIZE + 1]).isEqualTo(-(start + t));
                assertThat(batch.actions()[i]).isEqualTo((int) (start + t) % 15);
            }
        }
    }
}
