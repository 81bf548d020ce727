package io.slipstream.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplacementsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void shouldAllowSoManyWithinATimeAndNoMore() {
        Replacements replacements = new Replacements(2, Duration.ofSeconds(10));

        assertThat(replacements.mayGoOn(0)).isTrue();
        assertThat(replacements.mayGoOn(5 * SECOND)).isTrue();
        assertThat(replacements.mayGoOn(9 * SECOND)).isFalse();
        assertThat(replacements.mayGoOn(11 * SECOND)).isTrue();
        assertThat(replacements.mayGoOn(12 * SECOND)).isFalse();
    }
}
