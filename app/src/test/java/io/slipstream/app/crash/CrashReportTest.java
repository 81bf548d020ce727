package io.slipstream.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrashReportTest {
    private static final List<String> HASHES = List.of("base 1", "state 2");

    @Test
    void shouldCallEqualWhatIsEqual() {
        assertThat(report(3, HASHES, List.of()).equal()).isTrue();
        assertThat(report(3, List.of("base 1", "state 3"), List.of()).equal()).isFalse();
        assertThat(report(3, HASHES, List.of("version 2: seed")).equal()).isFalse();
    }

    @Test
    void shouldProveNothingByALogThatNothingWasTrainedOn() {
        CrashReport report = report(0, HASHES, List.of());

        assertThat(report.equal()).isFalse();
        assertThat(report.lines()).last().asString().contains("NOTHING TRAINED");
    }

    /** The first version is the one that the learner began with. */
    private static CrashReport report(long updates, List<String> killed, List<String> differences) {
        return new CrashReport(5, 1, 5, 1, updates, 1, 2, HASHES, killed, differences);
    }
}
