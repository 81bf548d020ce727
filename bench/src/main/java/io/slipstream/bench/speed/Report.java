package io.slipstream.bench.speed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run has measured.
 *
 * @param machine what figures depend on, load at the start included
 * @param limits of the machine by name: products, memory
 * @param parts our parts beside their limits
 * @param whole arrangements of the whole
 */
@JsonPropertyOrder({"machine", "limits", "parts", "whole"})
record Report(Map<String, Object> machine, Map<String, Double> limits, List<Result> parts, List<WholeResult> whole) {
    Report {
        parts = List.copyOf(parts);
        whole = List.copyOf(whole);
    }
}
