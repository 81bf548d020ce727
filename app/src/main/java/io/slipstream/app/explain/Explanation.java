package io.slipstream.app.explain;

import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.OffsetRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A decision, or a window of which none came, with everything it rests on.
 *
 * @param fleet whose
 * @param window its number
 * @param atStep fleet step at its end
 * @param modelVersion that drove
 * @param judgement what was said of it
 * @param signals every signal
 * @param offsets the records it rests on
 * @param decision absent when none came of the window
 * @param report absent when it is no longer on the log
 * @param driver manifest of the version that drove; absent when it is not on the log
 * @param answers versions that were trained for the decision, by number
 */
public record Explanation(
        String fleet,
        long window,
        long atStep,
        int modelVersion,
        Judgement judgement,
        List<Measured> signals,
        List<OffsetRange> offsets,
        Optional<FinetuneDecision> decision,
        Optional<MismatchReport> report,
        Optional<ModelVersion> driver,
        List<ModelVersion> answers) {
    /** Takes copies. */
    public Explanation {
        signals = List.copyOf(signals);
        offsets = List.copyOf(offsets);
        answers = List.copyOf(answers);
    }

    /** The number that its files carry. */
    public String name() {
        return decision.map(FinetuneDecision::getId).map(String::valueOf).orElse("window-" + window);
    }

    /** In a few words: what was decided. */
    String headline() {
        return decision.map(made -> "Decision " + made.getId()).orElse("Window " + window) + " of fleet " + fleet + ": "
                + advice();
    }

    private String advice() {
        String update = switch (judgement.component()) {
            case WORLD_MODEL -> "update the world model";
            case POLICY -> "update the policy";
            default -> judgement.finding().equals("OBSERVATION") ? "look at the sensors" : "update nothing";
        };
        return decision.isPresent() ? update : update + " (no decision came of it)";
    }

    /** The aspects that have signals, in their order. */
    List<Aspect> aspects() {
        return Arrays.stream(Aspect.values())
                .filter(aspect -> !of(aspect).isEmpty())
                .toList();
    }

    List<Measured> of(Aspect aspect) {
        return signals.stream().filter(signal -> signal.aspect() == aspect).toList();
    }

    Optional<Measured> signal(String name) {
        return signals.stream()
                .filter(signal -> signal.reading().signal().equals(name))
                .findFirst();
    }

    /** Where the policy drove; absent when the report or the manifest is not on the log. */
    Optional<Visitation> visitation() {
        return report.flatMap(window -> driver.flatMap(
                version -> Visitation.of(version.getReference().getVisitation(), window.getVisitation())));
    }
}
