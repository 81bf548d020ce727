package io.slipstream.runtime.signals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Everything that is kept of a window of steps to tell whether the world model and the policy fit. Windows merge: gathering a stream in
 * parts and merging the parts gives the same as gathering it at once. Not safe for use by several threads.
 */
public final class WindowSignals {
    private static final int FORMAT = 1;
    private static final int LARGEST_SIZE = 1 << 20;
    /** The feature group whose residual is read at its tail: a worn actuator shows in a few steps only. */
    private static final String TAIL_GROUP = "ego";

    private static final double TAIL = 0.99;

    private final SignalLayout layout;
    private final CategoryCounts classes;
    private final CategoryCounts actions;
    private final LogHistogram[] residuals;
    private final double[] residualSums;
    private final double[] noveltySums;
    private long steps;
    private long predictedSteps;
    private double tvSum;
    private double rewardGapSum;
    private long episodes;
    private long successes;
    private double returnSum;

    /** An empty window. */
    public WindowSignals(SignalLayout layout) {
        this.layout = layout;
        classes = new CategoryCounts(layout.latentGroups(), layout.latentClasses());
        actions = new CategoryCounts(1, layout.actions());
        residuals = new LogHistogram[layout.features()];
        for (int f = 0; f < residuals.length; f++) {
            residuals[f] = new LogHistogram();
        }
        residualSums = new double[layout.features()];
        noveltySums = new double[layout.features()];
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
        classes.closeBlock();
        actions.closeBlock();
    }

    private void addState(StepSignals segment, int t) {
        int groups = layout.latentGroups();
        for (int g = 0; g < groups; g++) {
            classes.add(g, segment.latentClasses()[t * groups + g] & 0xFF);
        }
        classes.step();
        int features = layout.features();
        for (int f = 0; f < features; f++) {
            noveltySums[f] += segment.novelty()[t * features + f];
        }
        steps++;
    }

    private void addPrediction(StepSignals segment, int t) {
        int features = layout.features();
        for (int f = 0; f < features; f++) {
            float residual = segment.residuals()[t * features + f];
            residuals[f].add(residual);
            residualSums[f] += residual;
        }
        tvSum += segment.tvDynamics()[t];
        rewardGapSum += Math.abs(segment.predictedReward()[t] - segment.rewards()[t]);
        predictedSteps++;
    }

    /** Adds an episode that ended in the window. */
    public void addEpisode(double episodeReturn, boolean success) {
        episodes++;
        successes += success ? 1 : 0;
        returnSum += episodeReturn;
    }

    /** Adds everything another window of the same layout holds. */
    public void merge(WindowSignals other) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException("windows of different layouts: " + layout + " and " + other.layout);
        }
        classes.merge(other.classes);
        actions.merge(other.actions);
        for (int f = 0; f < residuals.length; f++) {
            residuals[f].merge(other.residuals[f]);
            residualSums[f] += other.residualSums[f];
            noveltySums[f] += other.noveltySums[f];
        }
        steps += other.steps;
        predictedSteps += other.predictedSteps;
        tvSum += other.tvSum;
        rewardGapSum += other.rewardGapSum;
        episodes += other.episodes;
        successes += other.successes;
        returnSum += other.returnSum;
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

    /** Quantile {@code q} of the one-step prediction error of feature group f; 0 while nothing was predicted. */
    public double residualQuantile(int f, double q) {
        return residuals[f].quantile(q);
    }

    /** Mean one-step prediction error of feature group f; 0 while nothing was predicted. */
    public double residualMean(int f) {
        return mean(residualSums[f], predictedSteps);
    }

    /**
     * The value of every signal by name (see {@link SignalNames}); return and success only when episodes ended.
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
        for (int f = 0; f < residuals.length; f++) {
            String group = layout.featureGroups().get(f);
            double residual = group.equals(TAIL_GROUP) ? residualQuantile(f, TAIL) : residualMean(f);
            values.put(SignalNames.residual(group), residual);
            values.put(SignalNames.novelty(group), mean(noveltySums[f], steps));
        }
        meanReturn().ifPresent(value -> values.put(SignalNames.RETURN, value));
        successRate().ifPresent(value -> values.put(SignalNames.SUCCESS, value));
        return values;
    }

    /** The value of every signal by name, against the frequencies of a reference. */
    public Map<String, Double> values(Reference reference) {
        return values(reference.visitation(), reference.actionFrequencies());
    }

    /** Compact bytes that {@link #fromBytes} reads. */
    public byte[] toBytes() {
        SignalWriter out = new SignalWriter();
        out.writeLong(FORMAT);
        out.writeLong(layout.latentGroups());
        out.writeLong(layout.latentClasses());
        out.writeLong(layout.actions());
        out.writeLong(layout.features());
        layout.featureGroups().forEach(out::writeString);
        out.writeLong(steps);
        out.writeLong(predictedSteps);
        out.writeLong(episodes);
        out.writeLong(successes);
        out.writeDouble(tvSum);
        out.writeDouble(rewardGapSum);
        out.writeDouble(returnSum);
        out.writeDoubles(residualSums);
        out.writeDoubles(noveltySums);
        classes.write(out);
        actions.write(out);
        for (LogHistogram histogram : residuals) {
            histogram.write(out);
        }
        return out.toBytes();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException when the bytes are not that
     */
    public static WindowSignals fromBytes(byte[] bytes) {
        SignalReader in = new SignalReader(bytes);
        long format = in.readLong();
        if (format != FORMAT) {
            throw new IllegalArgumentException("window signals of format " + format + ", known is " + FORMAT);
        }
        WindowSignals window = new WindowSignals(readLayout(in));
        window.steps = in.readLong();
        window.predictedSteps = in.readLong();
        window.episodes = in.readLong();
        window.successes = in.readLong();
        window.tvSum = in.readDouble();
        window.rewardGapSum = in.readDouble();
        window.returnSum = in.readDouble();
        in.readDoubles(window.residualSums);
        in.readDoubles(window.noveltySums);
        window.classes.read(in);
        window.actions.read(in);
        for (LogHistogram histogram : window.residuals) {
            histogram.read(in);
        }
        in.requireEnd();
        return window;
    }

    private static SignalLayout readLayout(SignalReader in) {
        int groups = in.readInt(LARGEST_SIZE);
        int classes = in.readInt(LARGEST_SIZE);
        int actions = in.readInt(LARGEST_SIZE);
        String[] features = new String[in.readInt(LARGEST_SIZE)];
        for (int f = 0; f < features.length; f++) {
            features[f] = in.readString();
        }
        return new SignalLayout(groups, classes, actions, List.of(features));
    }

    private static double mean(double sum, long count) {
        return count == 0 ? 0 : sum / count;
    }
}
