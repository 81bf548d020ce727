package io.slipstream.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class PageRecordsTest {
    private final PageRecords records = new PageRecords("demo");

    @Test
    void shouldTellWithAReportHowTheEpisodesBeforeItWere() {
        assertThat(records.message(Records.episode("demo", .4))).isEmpty();
        assertThat(records.message(Records.episode("demo", .8))).isEmpty();
        assertThat(records.message(Records.episode("other", 0))).isEmpty();
        assertThat(records.message(Records.episode("demo", 0, 0)))
                .as("of a rule-based driver")
                .isEmpty();
        JsonObject report = records.message(Records.report("demo", 1)).orElseThrow();
        assertThat(report.getDouble("score")).isEqualTo(.6, within(1e-9));
        assertThat(report.getDouble("comfort")).isEqualTo(.8, within(1e-9));
        assertThat(records.message(Records.report("demo", 2)).orElseThrow().containsKey("score"))
                .as("no episode ended since")
                .isFalse();
    }

    @Test
    void shouldShowScenesInCentimetresAndLeaveOutCarsThatAreNotThere() {
        JsonObject scene = records.message(Records.scene("demo")).orElseThrow();
        assertThat(scene.getJsonArray("ego").getJsonArray(0)).isEqualTo(new JsonArray("[1.23, 2.0, 1.571, 5.0]"));
        assertThat(scene.getJsonArray("cars").getJsonArray(0)).isEqualTo(new JsonArray("[[1.0, 2.0, 0.0], null]"));
        assertThat(scene.getValue("stop")).isNull();
        assertThat(records.message(Records.scene("other"))).isEmpty();
    }
}
