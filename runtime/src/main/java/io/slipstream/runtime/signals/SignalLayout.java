package io.slipstream.runtime.signals;

import java.util.List;
import java.util.Map;

/**
 * The sizes that all signals of one fleet share.
 *
 * @param latentGroups G, categorical groups of z
 * @param latentClasses K, classes of each group, at most 256
 * @param actions A, discrete actions
 * @param groups the F feature groups of an observation, in order
 * @param discount gamma per step of the critic; 0 while it is not known
 * @param support between which values the features moved where the version was calibrated; empty while it is not
 */
public record SignalLayout(
        int latentGroups, int latentClasses, int actions, List<SignalGroup> groups, double discount, Extent support) {

    private static final int LARGEST_CLASS_COUNT = 256;

    /** Checks the sizes. */
    public SignalLayout {
        groups = List.copyOf(groups);
        if (latentGroups < 1 || latentClasses < 1 || latentClasses > LARGEST_CLASS_COUNT || actions < 1) {
            throw new IllegalArgumentException("signal sizes must be positive, with at most 256 classes: z "
                    + latentGroups + "x" + latentClasses + ", actions " + actions);
        }
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("signals need at least one feature group");
        }
    }

    /** F, the number of feature groups. */
    public int features() {
        return groups.size();
    }

    /** D, features of an observation. */
    public int observationSize() {
        return groups.get(groups.size() - 1).to();
    }

    /** Sizes of which nothing is calibrated yet. */
    public static SignalLayout of(int latentGroups, int latentClasses, int actions, List<SignalGroup> groups) {
        return new SignalLayout(latentGroups, latentClasses, actions, groups, 0, Extent.NONE);
    }

    /** The same with the discount of a critic. */
    public SignalLayout discount(double perStep) {
        return new SignalLayout(latentGroups, latentClasses, actions, groups, perStep, support);
    }

    /** The same sizes with the bounds of what is familiar that were calibrated with a version. */
    public SignalLayout calibrated(Reference reference) {
        double gamma = reference.constants().getOrDefault(SignalNames.DISCOUNT, discount);
        return discount(gamma).withBounds(reference.constants(), Extent.ofEnds(reference.support()));
    }

    /**
     * The same sizes with bounds of what is familiar measured.
     *
     * @param home where the version is at home
     * @param around between which values the features moved there and under harmless changes
     */
    public SignalLayout bounded(WindowSignals home, Extent around) {
        return withBounds(Familiarity.measured(Map.of(), home), around);
    }

    private SignalLayout withBounds(Map<String, Double> constants, Extent around) {
        List<SignalGroup> bounded = groups.stream()
                .map(group -> group.familiarBelow(
                        constants.getOrDefault(SignalNames.familiar(group.name()), group.familiarBelow())))
                .toList();
        return new SignalLayout(latentGroups, latentClasses, actions, bounded, discount, around);
    }
}
