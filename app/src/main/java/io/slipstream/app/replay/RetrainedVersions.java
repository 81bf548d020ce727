package io.slipstream.app.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a learner with other settings would have trained.
 *
 * @param fleet whose
 * @param name of the other settings
 * @param budgets one by one
 * @param gaps what was missing of the log
 */
public record RetrainedVersions(String fleet, String name, List<RetrainedBudget> budgets, List<String> gaps) {
    /** Copies the lists. */
    public RetrainedVersions {
        budgets = List.copyOf(budgets);
        gaps = List.copyOf(gaps);
    }

    /** Whether all that was trained again as it was is equal to the log. */
    public boolean repeats() {
        return budgets.stream().allMatch(RetrainedBudget::repeats);
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        budgets.forEach(budget -> {
            lines.addAll(budget.lines(name));
            lines.add("");
        });
        gaps.forEach(gap -> lines.add("missing: " + gap));
        lines.add(budgets.size() + " budgets of fleet " + fleet + ", each from the state it began with on the log; "
                + (repeats() ? "as they were they are equal to the log" : "as they were NOT all are equal to the log"));
        return lines;
    }

    /** For machines. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fleet", fleet);
        json.put("settings", name);
        json.put("asItWasEqualsLog", repeats());
        json.put("gaps", gaps);
        json.put("budgets", budgets.stream().map(RetrainedBudget::json).toList());
        return json;
    }
}
