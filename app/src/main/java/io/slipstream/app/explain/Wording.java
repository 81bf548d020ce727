package io.slipstream.app.explain;

import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.runtime.signals.SignalNames;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of an explanation. */
final class Wording {
    private Wording() {}

    static String component(Component component) {
        return switch (component) {
            case WORLD_MODEL -> "the world model";
            case POLICY -> "the policy";
            default -> "nothing";
        };
    }

    static String finding(String finding) {
        return switch (finding) {
            case "NONE" -> "NONE (nothing has changed)";
            case "DYNAMICS" -> "DYNAMICS (the world answers differently to the same action)";
            case "POLICY" -> "POLICY (what the policy meets or is asked for has changed)";
            case "MIXED" -> "MIXED (both the world and what the policy meets have changed)";
            case "OBSERVATION" -> "OBSERVATION (only what is seen of the world has changed)";
            default -> "not written down: the record is older than findings, or its window was too small to say";
        };
    }

    /** What was rejected and by how much. */
    static String rejected(Explanation told) {
        Judgement judgement = told.judgement();
        String alternative = component(judgement.rejected());
        String margin = Numbers.of(Math.abs(judgement.margin()));
        if (judgement.component() == Component.NONE && !judgement.finding().equals("OBSERVATION")) {
            return alternative + ", the nearer of the two: what speaks for it stays " + margin
                    + " of a threshold below it";
        }
        if (judgement.finding().equals("OBSERVATION")) {
            return alternative + ": the sensors are " + margin + " thresholds past theirs";
        }
        if (decidedBySuccess(told)) {
            return alternative + ": it still predicts, and success is " + margin + " below what is harmless";
        }
        return judgement.margin() < 0
                ? alternative + ", though what speaks for it is stronger by " + margin
                        + " thresholds: it can dream only in a model that fits"
                : alternative + ", by " + margin + " thresholds";
    }

    private static boolean decidedBySuccess(Explanation told) {
        return told.judgement().component() == Component.POLICY
                && !told.of(Aspect.ELSEWHERE).isEmpty()
                && told.of(Aspect.ELSEWHERE).stream().noneMatch(Measured::passed)
                && told.signal(SignalNames.SUCCESS).filter(Measured::passed).isPresent();
    }

    /** What the plain AdaWM rule says, and with which numbers. */
    static String baseline(Explanation told) {
        Component baseline = told.judgement().baseline();
        return told.signal(MismatchEstimator.DYNAMICS)
                .flatMap(dynamics -> told.signal(MismatchEstimator.POLICY)
                        .map(policy -> component(baseline) + ": " + rule(told, dynamics.reading(), policy.reading())))
                .orElse(component(baseline));
    }

    private static String rule(Explanation told, Reading dynamics, Reading policy) {
        if (told.judgement().baseline() == Component.NONE) {
            return "E_P " + against(dynamics) + " and E_pi " + against(policy) + " are within their null quantiles";
        }
        Double c1 = told.judgement().constants().get("C1");
        Double c2 = told.judgement().constants().get("C2");
        if (c1 == null || c2 == null) {
            return "E_P " + Numbers.of(dynamics.value()) + ", E_pi " + Numbers.of(policy.value());
        }
        double bound = c1 * policy.value() - c2;
        return "E_P " + Numbers.of(dynamics.value()) + (dynamics.value() >= bound ? " >= " : " < ")
                + Numbers.of(bound) + " = C1 E_pi - C2 with C1 " + Numbers.of(c1) + ", C2 " + Numbers.of(c2)
                + ", E_pi " + Numbers.of(policy.value());
    }

    private static String against(Reading reading) {
        return Numbers.of(reading.value()) + " (of " + Numbers.of(reading.threshold()) + ")";
    }

    /** Which versions the decision led to. */
    static String came(Explanation told) {
        if (told.decision().isEmpty()) {
            return "nothing: no decision was made on this window. A verdict has to hold for several windows, outside of"
                    + " the cool-down, and while no version is awaited";
        }
        if (told.judgement().component() == Component.NONE) {
            return "nothing: there was nothing to update";
        }
        if (told.answers().isEmpty()) {
            return "no version so far";
        }
        String versions = told.answers().size() == 1
                ? "version " + described(told.answers().get(0))
                : told.answers().size() + " versions, "
                        + Numbers.words(told.answers().stream()
                                .map(version -> (long) version.getVersion())
                                .toList())
                        + "; the last: version " + described(last(told.answers()));
        return policyCameFirst(told)
                ? versions + "; the policy came first: somebody who demonstrates drives better"
                : versions;
    }

    /** A learner that lets the policy learn what it is shown before the model it was told to train. */
    private static boolean policyCameFirst(Explanation told) {
        return told.judgement().component() == Component.WORLD_MODEL
                && told.answers().stream().anyMatch(version -> version.getComponent() == Component.POLICY);
    }

    private static ModelVersion last(List<ModelVersion> versions) {
        return versions.get(versions.size() - 1);
    }

    private static String described(ModelVersion version) {
        return version.getVersion() + " (" + component(version.getComponent()) + ", "
                + Numbers.steps(version.getUpdates()) + " updates of "
                + Numbers.steps(version.getTrainableParameters()) + " parameters, "
                + Numbers.steps(version.getBytesPublished()) + " bytes published)";
    }

    /** Where the version that drove comes from. */
    static String driver(Explanation told) {
        Optional<Long> answered = told.driver().flatMap(version -> Optional.ofNullable(version.getDecision()));
        return told.modelVersion()
                + answered.map(decision -> ", trained for decision " + decision)
                        .orElse(told.driver().isPresent() ? ", as deployed" : ", whose manifest is not on the log");
    }

    static String settings(Explanation told) {
        return told.judgement().constants().entrySet().stream()
                .map(constant -> constant.getKey() + " " + Numbers.of(constant.getValue()))
                .collect(Collectors.joining(", "));
    }
}
