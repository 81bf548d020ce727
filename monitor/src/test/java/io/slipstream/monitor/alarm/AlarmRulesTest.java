package io.slipstream.monitor.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.runtime.config.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmRulesTest {
    @Test
    void shouldShipARuleForEverythingThatCanBeWatched() {
        assertThat(AlarmRules.read(Optional.empty()).rules())
                .extracting(AlarmRule::condition)
                .contains(AlarmCondition.values());
    }

    @Test
    void shouldTellEveryMistakeWithItsLineAndWhatIsAllowed() {
        String text = String.join(
                "\n",
                "alarms:",
                "  - name: one",
                "    when: mismatsch",
                "  - name: two",
                "    when: success",
                "    above: 3",
                "  - name: two",
                "    when: dead-letters",
                "    above: many",
                "    within: soon",
                "    severity: loud",
                "  - when: lag",
                "    above: 5");

        assertThatThrownBy(() -> AlarmRules.parse("rules.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rules.yaml:3: when has to be one of mismatch, success, no-decision, lag,")
                .hasMessageContaining("rules.yaml:6: 'above' is no key of success; it takes below, windows")
                .hasMessageContaining("rules.yaml:4: success needs the key below")
                .hasMessageContaining("rules.yaml:7: the name 'two' is taken by the rule on line 4")
                .hasMessageContaining("rules.yaml:9: above has to be a number from 0, not 'many'")
                .hasMessageContaining("rules.yaml:10: within has to be a time such as 30s, 10m or 2h, not 'soon'")
                .hasMessageContaining("rules.yaml:11: severity has to be one of info, warning, critical, not 'loud'")
                .hasMessageContaining("rules.yaml:12: a rule needs a name");
    }

    @Test
    void shouldTellWhatIsNoRulesFile() {
        assertThatThrownBy(() -> AlarmRules.parse("rules.yaml", "rules: []"))
                .hasMessageContaining("rules.yaml:1")
                .hasMessageContaining("alarms");
        assertThatThrownBy(() -> AlarmRules.parse("rules.yaml", "alarms: [")).hasMessageContaining("is no YAML");
        assertThatThrownBy(() -> AlarmRules.read(Optional.of(Path.of("nowhere.yaml"))))
                .hasMessageContaining("nowhere.yaml");
    }
}
