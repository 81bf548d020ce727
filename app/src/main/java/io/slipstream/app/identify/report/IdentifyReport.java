package io.slipstream.app.identify.report;

import io.slipstream.app.identify.Costs;
import io.slipstream.app.identify.IdentifySettings;
import java.util.List;

/**
 * Everything an identification showed.
 *
 * @param model folder of the model that drove
 * @param task it drove on
 * @param bank {@code shipped} or the file
 * @param settings how it was driven
 * @param sections comparisons, the one that counts first
 * @param costs of the whole
 * @param seconds of wall-clock time
 */
public record IdentifyReport(
        String model,
        String task,
        String bank,
        IdentifySettings settings,
        List<Section> sections,
        Costs costs,
        double seconds) {
    /** Takes a copy. */
    public IdentifyReport {
        sections = List.copyOf(sections);
    }
}
