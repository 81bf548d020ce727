package io.slipstream.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordPrinterTest {
    @Test
    void shouldPrintListsOfRecordsOneBelowTheOtherWithNumbersToLookAt() {
        assertThat(printed(Ink.PLAIN)).isEqualTo("""
                0@17  1970-01-01 00:00:01.500Z  demo
                    component          POLICY
                    margin             22.63
                    evidence           2 items
                        signal=tv  value=0.1235  threshold=none
                        signal=E_P  value=1.230e-05
                """);
    }

    @Test
    void shouldColourOnATerminalOnlyAndNotWhereColoursAreRefused() {
        assertThat(printed(Ink.COLOURED)).contains("\u001b[35mPOLICY\u001b[0m", "\u001b[1m0@17");
        assertThat(printed(Ink.PLAIN)).doesNotContain("\u001b");
        assertThat(Ink.of(Map.of("TERM", "xterm"), true)).isEqualTo(Ink.COLOURED);
        assertThat(Ink.of(Map.of(), false)).isEqualTo(Ink.PLAIN);
        assertThat(Ink.of(Map.of("NO_COLOR", "1"), true)).isEqualTo(Ink.PLAIN);
        assertThat(Ink.of(Map.of("NO_COLOR", ""), true))
                .as("set to nothing refuses nothing")
                .isEqualTo(Ink.COLOURED);
        assertThat(Ink.of(Map.of("TERM", "dumb"), true)).isEqualTo(Ink.PLAIN);
    }

    private static String printed(Ink ink) {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("signal", "tv");
        first.put("value", 0.12345);
        first.put("threshold", Double.MAX_VALUE);
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("signal", "E_P");
        second.put("value", 0.0000123);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("component", "POLICY");
        view.put("margin", 22.6312);
        view.put("evidence", List.of(first, second));
        StringWriter text = new StringWriter();
        new RecordPrinter(new PrintWriter(text), ink, ZoneOffset.UTC).print("0@17", 1_500, "demo", view);
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
