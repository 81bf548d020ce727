package io.slipstream.runtime.signals;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Everything that is kept of a window of steps to tell whether the world model and the policy fit. Windows merge: gathering a stream in
 * parts and merging the parts gives the same as gathering it at once. Not safe for use by several threads.
 */
public final class WindowSignals {
    /** A group whose states are mostly unknown says nothing about its dynamics. */
    private static final double FAMILIAR_SHARE = 0.5;
    /** Fewer steps say nothing either. */
    private static final long FEWEST_STEPS = 50;
    /** Of the width that a feature has in the calibration. */
    private static final double SLACK = 0.05;

    private final SignalLayout layout;
    private final CategoryCounts classes;
    private final CategoryCounts actions;
    private final LogHistogram[] novelty;
    private final double[] noveltySums;
    private final double[] residualSums;
    /** [F] steps with a residual. */
    private final long[] predicted;
    /** [F] of those, in familiar states. */
    private final long[] familiar;
    /** [F] steps in states that are not familiar. */
    private final long[] unfamiliar;
    /** [F] steps of segments that leave the support. */
    private final long[] outside;

    private Extent extent = Extent.NONE;
    private long extentSteps;
    private long steps;
    private long predictedSteps;
    private double tvSum;
    private double rewardGapSum;
    private final ReturnGap returnGap = new ReturnGap();
    private long episodes;
    private long successes;
    private double returnSum;

    /** An empty window. */
    public WindowSignals(SignalLayout layout) {
        this.layout = layout;
        classes = new CategoryCounts(layout.latentGroups(), layout.latentClasses());
        actions = new CategoryCounts(1, layout.actions());
        int features = layout.features();
        novelty = new LogHistogram[features];
        for (int f = 0; f < features; f++) {
            novelty[f] = new LogHistogram();
        }
        noveltySums = new double[features];
        residualSums = new double[features];
        predicted = new long[features];
        familiar = new long[features];
        unfamiliar = new long[features];
        outside = new long[features];
    }

    /**
     * Adds a segment, which counts as one block of correlated steps.
     *
     * @throws IllegalArgumentException when the arrays do not fit the layout; the window must not be used afterwards
     */
    public void add(StepSignals segment) {
        segment.requireFits(layout);
        for (int t = 0; t < segment.length(); t++) {
            addState(segment, t);
            if (!segment.last(t)) {
                actions.add(0, segment.actions()[t]);
                actions.step();
            }
            if (!segment.first(t)) {
                addPrediction(segment, t);
            }
        }
        if (layout.discount() > 0) {
            returnGap.add(segment, layout.discount());
        }
        classes.closeBlock();
        actions.closeBlock();
        if (segment.extent().size() > 0) {
            addExtent(segment.extent(), segment.length());
        }
    }

    private void addState(StepSignals segment, int t) {
        int groups = layout.latentGroups();
        for (int g = 0; g < groups; g++) {
            classes.add(g, segment.latentClasses()[t * groups + g] & 0xFF);
        }
        classes.step();
        int features = layout.features();
        for (int f = 0; f < features; f++) {
            float value = segment.novelty()[t * features + f];
            novelty[f].add(value);
            noveltySums[f] += value;
            unfamiliar[f] += known(f, value) ? 0 : 1;
        }
        steps++;
    }

    private void addPrediction(StepSignals segment, int t) {
        int features = layout.features();
        boolean knownPlace = knownPlace(segment, t);
        for (int f = 0; f < features; f++) {
            float residual = segment.residuals()[t * features + f];
            if (residual > 0) {
                predicted[f]++;
                if (knownPlace && known(f, segment.novelty()[t * features + f])) {
                    familiar[f]++;
                    residualSums[f] += residual;
                }
            }
        }
        tvSum += segment.tvDynamics()[t];
        rewardGapSum += Math.abs(segment.predictedReward()[t] - segment.rewards()[t]);
        predictedSteps++;
    }

    /** On a road that the version does not know, nothing can be wrong where it used to be right. */
    private boolean knownPlace(StepSignals segment, int t) {
        int features = layout.features();
        for (int f = 0; f < features; f++) {
            boolean scene = layout.groups().get(f).role() == SignalGroup.Role.SCENE;
            if (scene && !known(f, segment.novelty()[t * features + f])) {
                return false;
            }
        }
        return true;
    }

    private boolean known(int f, float value) {
        return value <= layout.groups().get(f).familiarBelow();
    }

    /**
     * Adds between which values the features moved in a segment.
     *
     * @param length its steps
     */
    public void addExtent(Extent moved, int length) {
        extent = extent.union(moved);
        extentSteps += length;
        for (int f = 0; f < outside.length; f++) {
            SignalGroup group = layout.groups().get(f);
            if (!layout.support().holds(moved, group.from(), group.to(), SLACK)) {
                outside[f] += length;
            }
        }
    }

    /** Adds an episode that ended in the window. */
    public void addEpisode(double episodeReturn, boolean success) {
        episodes++;
        successes += success ? 1 : 0;
        returnSum += episodeReturn;
    }

    /** Adds everything another window of the same layout holds. */
    public void merge(WindowSignals other) {
        mergeValues(other, 1);
        for (int f = 0; f < novelty.length; f++) {
            novelty[f].merge(other.novelty[f]);
        }
        extent = extent.union(other.extent);
    }

    /**
     * Adds what {@link #values} rests on as often as {@code times}: a bootstrap draws thousands of blocks and asks for nothing else, no
     * quantile of novelty and no extent.
     */
    public void mergeValues(WindowSignals other, int times) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException("windows of different layouts: " + layout + " and " + other.layout);
        }
        classes.merge(other.classes, times);
        actions.merge(other.actions, times);
        for (int f = 0; f < novelty.length; f++) {
            noveltySums[f] += times * other.noveltySums[f];
            residualSums[f] += times * other.residualSums[f];
            predicted[f] += times * other.predicted[f];
            familiar[f] += times * other.familiar[f];
            unfamiliar[f] += times * other.unfamiliar[f];
            outside[f] += times * other.outside[f];
        }
        extentSteps += times * other.extentSteps;
        steps += times * other.steps;
        predictedSteps += times * other.predictedSteps;
        tvSum += times * other.tvSum;
        rewardGapSum += times * other.rewardGapSum;
        returnGap.merge(other.returnGap, times);
        episodes += times * other.episodes;
        successes += times * other.successes;
        returnSum += times * other.returnSum;
    }

    /** An independent copy. */
    public WindowSignals copy() {
        WindowSignals copy = new WindowSignals(layout);
        copy.merge(this);
        return copy;
    }

    /** The sizes it was made for. */
    public SignalLayout layout() {
        return layout;
    }

    /** Steps added. */
    public long steps() {
        return steps;
    }

    /** Episodes added. */
    public long episodes() {
        return episodes;
    }

    /** Share of the episodes that succeeded; empty when none ended. */
    public OptionalDouble successRate() {
        return episodes == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) successes / episodes);
    }

    /** Mean return of the episodes; empty when none ended. */
    public OptionalDouble meanReturn() {
        return episodes == 0 ? OptionalDouble.empty() : OptionalDouble.of(returnSum / episodes);
    }

    /** [G * K] class frequencies of z. */
    public double[] visitation() {
        return classes.frequencies();
    }

    /** [A] frequencies of the actions that did something. */
    public double[] actionFrequencies() {
        return actions.frequencies();
    }

    /** Quantile {@code q} of the novelty of feature group f; 0 while nothing was added. */
    public double noveltyQuantile(int f, double q) {
        return novelty[f].quantile(q);
    }

    /** Between which values the features moved. */
    public Extent extent() {
        return extent;
    }

    /**
     * The value of every signal by name (see {@link SignalNames}); return and success only when episodes ended,
     * a residual only where most states are familiar.
     *
     * @param visitation [G * K] reference class frequencies
     * @param actionFrequencies [A] reference action frequencies
     */
    public Map<String, Double> values(double[] visitation, double[] actionFrequencies) {
        Map<String, Double> values = new TreeMap<>();
        values.put(SignalNames.TV, mean(tvSum, predictedSteps));
        values.put(SignalNames.VISITATION, classes.distance(visitation));
        values.put(SignalNames.ACTIONS, actions.distance(actionFrequencies));
        values.put(SignalNames.REWARD, mean(rewardGapSum, predictedSteps));
        returnGap.mean().ifPresent(value -> values.put(SignalNames.VALUE, value));
        for (int f = 0; f < novelty.length; f++) {
            String group = layout.groups().get(f).name();
            if (familiar[f] >= Math.max(FEWEST_STEPS, FAMILIAR_SHARE * predicted[f])) {
                values.put(SignalNames.residual(group), residualSums[f] / familiar[f]);
            }
            values.put(SignalNames.novelty(group), mean(noveltySums[f], steps));
            values.put(SignalNames.unfamiliar(group), mean(unfamiliar[f], steps));
            if (extentSteps > 0) {
                values.put(SignalNames.outside(group), mean(outside[f], extentSteps));
            }
        }
        meanReturn().ifPresent(value -> values.put(SignalNames.RETURN, value));
        successRate().ifPresent(value -> values.put(SignalNames.SUCCESS, value));
        return values;
    }

    /** The value of every signal by name, against the frequencies of a reference. */
    public Map<String, Double> values(Reference reference) {
        return values(reference.visitation(), reference.actionFrequencies());
    }

    private static double mean(double sum, long count) {
        return count == 0 ? 0 : sum / count;
    }
}
