package io.slipstream.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.model.ModelFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Nothing may become much slower beside its limit. Ratios of processor time, each round's two measured one after the other, and not times: they hold on
 * a machine that others use, too. Parts that need a broker are left to {@code slipstream bench --gate}.
 */
class RatioGateTest {
    private static final Set<String> PARTS =
            Set.of("encode", "decode", "acting", "actor", "batch", "world-model", "low-rank", "mismatch", "replay");
    private static final Meter SHORT = new Meter(1_500, 150, 5);
    private static final int TRIES = 3;

    @Test
    void shouldKeepSevenTenthsOfTheRecordedRatios() {
        Recorded recorded = Recorded.shipped();
        Driving driving = Driving.with(ModelFolder.read(Path.of("..", "models", "rtm03-small")));
        try (BenchFolder folder = new BenchFolder()) {
            List<Probe> probes = new Probes(driving, RatioGateTest::noBroker, folder)
                    .all().stream()
                            .filter(probe -> PARTS.contains(probe.part()))
                            .toList();
            assertThat(probes).allMatch(recorded::knows).hasSizeGreaterThanOrEqualTo(PARTS.size());
            List<String> worse = new ArrayList<>();
            probes.forEach(probe -> worse.addAll(worse(recorded, probe)));
            assertThat(worse).isEmpty();
        }
    }

    /** What is slow three times running is slow. */
    private static List<String> worse(Recorded recorded, Probe probe) {
        List<String> worse = List.of();
        for (int i = 0; i < TRIES; i++) {
            worse = recorded.worse(List.of(SHORT.measure(probe)));
            if (worse.isEmpty()) {
                return worse;
            }
        }
        return worse;
    }

    private static BrokerWork noBroker() {
        throw new IllegalStateException("no part of this test needs a broker");
    }

    @Test
    void shouldSayWhichPartsThereAre() {
        StringWriter err = new StringWriter();
        System.setProperty("slipstream.home", Path.of("..").toString());
        int code =
                CommandLines.of(new SpeedCommand()).setErr(new PrintWriter(err)).execute("--only", "nothing");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("no part 'nothing'", "world-model");
    }
}
