package io.slipstream.runtime.signals;

import java.util.List;

/**
 * The sizes that all signals of one fleet share.
 *
 * @param latentGroups G, categorical groups of z
 * @param latentClasses K, classes of each group, at most 256
 * @param actions A, discrete actions
 * @param featureGroups names of the F feature groups of an observation, in order
 */
public record SignalLayout(int latentGroups, int latentClasses, int actions, List<String> featureGroups) {

    private static final int LARGEST_CLASS_COUNT = 256;

    /** Checks the sizes. */
    public SignalLayout {
        featureGroups = List.copyOf(featureGroups);
        if (latentGroups < 1 || latentClasses < 1 || latentClasses > LARGEST_CLASS_COUNT || actions < 1) {
            throw new IllegalArgumentException("signal sizes must be positive, with at most 256 classes: z "
                    + latentGroups + "x" + latentClasses + ", actions " + actions);
        }
        if (featureGroups.isEmpty()) {
            throw new IllegalArgumentException("signals need at least one feature group");
        }
    }

    /** F, the number of feature groups. */
    public int features() {
        return featureGroups.size();
    }
}
