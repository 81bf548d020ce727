package io.slipstream.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedTest {
    @Test
    void shouldNameWhatHasLostMoreThanThreeTenths() {
        Recorded recorded = new Recorded(Map.of("encode / copy", .5, "decode / copy", .5));

        assertThat(recorded.worse(List.of(result("encode", .36), result("decode", .34), result("unknown", .01))))
                .containsExactly("decode / copy: 0.340 of it, 0.500 when it was recorded");
    }

    @Test
    void shouldDrawABarForEveryPart() {
        String svg = RatioPicture.svg(List.of(result("encode", .36), result("decode", 40)));

        assertThat(svg)
                .contains("encode : copy", "0.360", "decode : copy", "40.0")
                .endsWith("</svg>\n");
    }

    @Test
    void shouldTakeTheMiddleOfRounds() {
        Rate rate = Rate.of(new double[] {5, 1, 3}, new double[] {2, 4});

        assertThat(rate).isEqualTo(new Rate(3, 1, 5, 3));
    }

    private static Result result(String name, double ratio) {
        Rate rate = new Rate(1, 1, 1, 1);
        return new Result(name, name, "steps", Clock.THREAD, rate, "copy", rate, ratio);
    }
}
