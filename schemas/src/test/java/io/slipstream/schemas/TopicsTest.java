package io.slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void shouldNameTopicsWithThePrefix() {
        assertThat(Topics.TRANSITIONS.name("slipstream")).isEqualTo("slipstream.transitions.v1");
        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(topic.name("my-fleet")).matches("my-fleet\\.[a-z-]+\\.v\\d+"));
    }

    @Test
    void shouldFindATopicByItsName() {
        assertThat(Topics.byName("a.b", "a.b.decisions.v1")).contains(Topics.DECISIONS);
        assertThat(Topics.byName("slipstream", "slipstream.decisions.v2")).isEmpty();
    }

    @Test
    void shouldNotDeleteTheReplayLogByAge() {
        assertThat(Topics.TRANSITIONS.settings())
                .containsEntry("retention.ms", "-1")
                .hasEntrySatisfying(
                        "retention.bytes",
                        bytes -> assertThat(Long.parseLong(bytes)).isPositive());
    }

    @Test
    void shouldBoundTheReplayLogAndNothingElse() {
        assertThat(Topics.TRANSITIONS.settings(64 << 20))
                .containsEntry("retention.bytes", "67108864")
                .containsEntry("segment.bytes", "8388608");
        assertThat(Topics.DECISIONS.settings(64 << 20)).isEqualTo(Topics.DECISIONS.settings());
    }

    @Test
    void shouldEndSegmentsSoonOfWhatIsKeptForAShortTime() {
        assertThat(Topics.SCENES.settings())
                .containsEntry("retention.ms", "3600000")
                .containsEntry("segment.ms", "450000");
        assertThat(Topics.MISMATCH.settings()).containsEntry("segment.ms", "604800000");
        assertThat(Topics.DECISIONS.settings()).containsEntry("segment.ms", "604800000");
    }

    @Test
    void shouldKeepDecisionsForEverAndCompactModels() {
        assertThat(Topics.DECISIONS.settings())
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1");
        assertThat(Topics.MODELS.settings()).containsEntry("cleanup.policy", "compact");
        assertThat(Topics.WEIGHTS.settings()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void shouldCarryOneRecordTypePerTopic() {
        assertThat(Topics.all()).extracting(Topic::valueType).doesNotHaveDuplicates();
        assertThat(Topics.all()).extracting(Topic::suffix).doesNotHaveDuplicates();
    }
}
