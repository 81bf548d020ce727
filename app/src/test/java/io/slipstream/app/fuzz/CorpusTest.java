package io.slipstream.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.fuzz.Reading.Fate;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static final int OBSERVATION = 8;
    private static final int RECORDS = 550;

    @Test
    void shouldMakeTheSameBytesOfTheSameSeed() {
        Corpus one = corpus(Topics.TRANSITIONS, 1);
        Corpus same = corpus(Topics.TRANSITIONS, 1);
        Corpus other = corpus(Topics.TRANSITIONS, 2);
        int different = 0;
        for (int i = 0; i < 50; i++) {
            byte[] bytes = one.next().bytes();
            assertThat(same.next().bytes()).isEqualTo(bytes);
            different += Arrays.equals(other.next().bytes(), bytes) ? 0 : 1;
        }
        assertThat(different).isGreaterThan(40);
    }

    @Test
    void shouldNeverEscapeTheReadersOfAnyTopic() {
        for (Topic<?> topic : Topics.all()) {
            Map<Mutation, Map<Fate, Integer>> fates = read(topic);
            assertThat(fates).as(topic.suffix()).hasSize(Mutation.values().length);
            fates.forEach((mutation, counts) ->
                    assertThat(counts).as("%s, %s", topic.suffix(), mutation).doesNotContainKey(Fate.ESCAPED));
            for (Mutation never : new Mutation[] {
                Mutation.WRONG_FINGERPRINT, Mutation.FUTURE_VERSION, Mutation.OTHER_TOPIC, Mutation.NOISE
            }) {
                assertThat(fates.get(never)).as("%s, %s", topic.suffix(), never).containsOnlyKeys(Fate.UNREADABLE);
            }
        }
    }

    @Test
    void shouldRefuseSegmentsThatMakeNoSense() {
        Map<Mutation, Map<Fate, Integer>> fates = read(Topics.TRANSITIONS);

        assertThat(fates.get(Mutation.NOT_FINITE)).containsOnlyKeys(Fate.REFUSED);
        assertThat(fates.get(Mutation.NEGATIVE)).containsOnlyKeys(Fate.REFUSED);
        assertThat(fates.get(Mutation.WRONG_SHAPE)).containsOnlyKeys(Fate.REFUSED);
    }

    private static Map<Mutation, Map<Fate, Integer>> read(Topic<?> topic) {
        Corpus corpus = corpus(topic, 1);
        Reading reading = new Reading(topic, OBSERVATION, 15, 8 << 20);
        Map<Mutation, Map<Fate, Integer>> fates = new EnumMap<>(Mutation.class);
        for (int i = 0; i < RECORDS; i++) {
            Poison poison = corpus.next();
            fates.computeIfAbsent(poison.mutation(), any -> new EnumMap<>(Fate.class))
                    .merge(reading.read(poison.bytes()), 1, Integer::sum);
        }
        return fates;
    }

    private static Corpus corpus(Topic<?> topic, long seed) {
        return new Corpus(topic, "fleet", OBSERVATION, seed);
    }
}
