package io.slipstream.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordFilterTest {
    private static final Map<String, Object> REPORT = Map.of(
            "fleet", "demo", "window", 12L, "finding", "MIXED", "dynamics", Map.of("value", 0.08, "signal", "E_P"));

    @Test
    void shouldCompareTextsNumbersAndNestedFields() {
        assertThat(accepts("finding=MIXED")).isTrue();
        assertThat(accepts("finding != MIXED")).isFalse();
        assertThat(accepts("finding~mix")).isTrue();
        assertThat(accepts("window>9"))
                .as("as numbers: as texts 12 comes before 9")
                .isTrue();
        assertThat(accepts("window<=11")).isFalse();
        assertThat(accepts("window=12.0")).isTrue();
        assertThat(accepts("dynamics.value>=0.08")).isTrue();
        assertThat(accepts("dynamics.value<0.08")).isFalse();
    }

    @Test
    void shouldFindNamesThatHaveDotsThemselves() {
        Map<String, Object> learning = Map.of("losses", Map.of("policy.actor", 0.5));
        assertThat(RecordFilter.parse("losses.policy.actor>0.4", Topics.LEARNING)
                        .accepts(learning))
                .isTrue();
    }

    @Test
    void shouldTakeAnAbsentFieldForEqualToNothing() {
        assertThat(accepts("successRate=0.5")).isFalse();
        assertThat(accepts("successRate<0.5")).isFalse();
        assertThat(accepts("successRate!=0.5")).isTrue();
    }

    @Test
    void shouldWantAllConditionsToHold() {
        RecordFilter demo = RecordFilter.equal("fleet", "demo", Topics.MISMATCH);
        RecordFilter late = RecordFilter.parse("window>100", Topics.MISMATCH);
        assertThat(RecordFilter.all(List.of(demo), REPORT)).isTrue();
        assertThat(RecordFilter.all(List.of(demo, late), REPORT)).isFalse();
    }

    @Test
    void shouldSayWhatIsWrongWithACondition() {
        assertThatThrownBy(() -> RecordFilter.parse("windows=3", Topics.MISMATCH))
                .hasMessageContaining("mismatch.v1 have no field 'windows'")
                .hasMessageContaining("window,");
        assertThatThrownBy(() -> RecordFilter.parse("window", Topics.MISMATCH)).hasMessageContaining("FIELD=VALUE");
        assertThatThrownBy(() -> RecordFilter.equal("environment", "3", Topics.DECISIONS))
                .hasMessageContaining("no field 'environment'");
    }

    private static boolean accepts(String condition) {
        return RecordFilter.parse(condition, Topics.MISMATCH).accepts(REPORT);
    }
}
