package io.slipstream.learner.train;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what is wrong with an update or with a model that is about to become a version. */
public final class Guard {
    private static final String NORM = "GradientNorm";

    private final GuardSettings settings;

    /** A guard. */
    public Guard(GuardSettings settings) {
        this.settings = settings;
    }

    /**
     * What is wrong with an update; the networks it is wrong for have not moved.
     *
     * @param losses and gradient norms, by name
     */
    public Optional<String> update(Map<String, Double> losses) {
        for (Map.Entry<String, Double> loss : new TreeMap<>(losses).entrySet()) {
            if (!Double.isFinite(loss.getValue())) {
                return Optional.of(loss.getKey() + " is " + loss.getValue());
            }
            if (isNorm(loss.getKey()) && loss.getValue() > settings.gradientNorm()) {
                return Optional.of(format(
                        "%s is %.3g, above %.3g", loss.getKey(), loss.getValue(), (double) settings.gradientNorm()));
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a model. */
    public Optional<String> model(Vitals vitals) {
        if (!vitals.finite()) {
            return Optional.of("a parameter is not finite");
        }
        if (!(vitals.policyEntropy() >= settings.policyEntropy())) {
            return Optional.of(format(
                    "the policy has collapsed: its actions over all states have %.3g nats, below %.3g",
                    vitals.policyEntropy(), settings.policyEntropy()));
        }
        if (!(vitals.posteriorInformation() >= settings.posteriorInformation())) {
            return Optional.of(format(
                    "the posterior has collapsed: z tells %.3g nats of the observation, below %.3g",
                    vitals.posteriorInformation(), settings.posteriorInformation()));
        }
        return Optional.empty();
    }

    private static boolean isNorm(String name) {
        return name.endsWith(NORM) || name.endsWith("gradientNorm");
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
