package io.slipstream.learner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.LearningReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningMeterTest {
    private static final Progress PROGRESS = new Progress(4, 20, 1000, 30, 0, 0, 0, 0, 900, 2500, 7, 2, 1, "something");

    private long now;
    private final LearningMeter meter = new LearningMeter("fleet", Duration.ofSeconds(2), () -> now, Clock.systemUTC());

    @Test
    void shouldReportOnlyWhenDue() {
        now += Duration.ofMillis(1999).toNanos();
        assertThat(meter.due(PROGRESS, Component.NONE)).isEmpty();
        now += Duration.ofMillis(1).toNanos();
        assertThat(meter.due(PROGRESS, Component.NONE)).isPresent();
        assertThat(meter.due(PROGRESS, Component.NONE)).isEmpty();
    }

    @Test
    void shouldAverageLossesAndLagSinceTheLastReport() {
        meter.updated(Map.of("loss", 1.0));
        meter.updated(Map.of("loss", 2.0, "rare", 8.0));
        meter.collected(0);
        meter.collected(3);
        now += Duration.ofSeconds(4).toNanos();

        LearningReport report = meter.due(PROGRESS, Component.POLICY).orElseThrow();

        assertThat(report.getLosses()).containsEntry("loss", 1.5).containsEntry("rare", 8.0);
        assertThat(report.getPolicyLag()).isEqualTo(1.5);
        assertThat(report.getUpdatesPerSecond()).isEqualTo(0.5);
        assertThat(report.getReplayRatio()).isEqualTo(2.5);
        assertThat(report.getComponent()).isEqualTo(Component.POLICY);
        assertThat(report.getModelVersion()).isEqualTo(4);
    }

    @Test
    void shouldBeginAnewAfterAReport() {
        meter.updated(Map.of("loss", 1.0));
        now += Duration.ofSeconds(2).toNanos();
        meter.due(PROGRESS, Component.NONE);
        now += Duration.ofSeconds(2).toNanos();

        LearningReport second = meter.due(PROGRESS, Component.NONE).orElseThrow();

        assertThat(second.getLosses()).isEmpty();
        assertThat(second.getUpdatesPerSecond()).isZero();
    }
}
