package io.slipstream.actor.rollout;

import io.slipstream.environment.Conditions;
import io.slipstream.model.acting.ActingOutput;

/**
 * Gathers the steps of N environments into segments of T. All environments share their borders, so that model versions
 * can change between two segments. Every segment gets arrays of its own.
 */
final class SegmentAssembler {
    /** What an environment is driving. */
    interface Driven {
        long episode(int environment);

        Conditions conditions(int environment);

        /** The model version that acts, 0 for a scripted driver. */
        int version(int environment);
    }

    private final int environments;
    private final int length;
    private final int observationSize;
    private final int latentGroups;
    private final int features;
    private final Segment[] open;
    private final long[] sequence;
    private final boolean[] spoiled;
    private int entries;
    private long firstStep;

    SegmentAssembler(int environments, int length, int observationSize, int latentGroups, int features) {
        this.environments = environments;
        this.length = length;
        this.observationSize = observationSize;
        this.latentGroups = latentGroups;
        this.features = features;
        open = new Segment[environments];
        sequence = new long[environments];
        spoiled = new boolean[environments];
    }

    /** Whether the next entry is the first of a segment. */
    boolean atBorder() {
        return entries == 0;
    }

    /** Whether only the observation after the last action is missing. */
    boolean full() {
        return entries == length;
    }

    /** Opens a segment for every environment. Must be called at a border, before its first entry. */
    void open(Driven driven) {
        for (int e = 0; e < environments; e++) {
            open[e] = blank(e, driven);
            spoiled[e] = false;
        }
    }

    /** Appends what every environment observed and what was computed on it. */
    void entry(float[] observations, float[] rewards, byte[] flags, ActingOutput acted, Fence fence) {
        for (int e = 0; e < environments; e++) {
            observe(e, observations, rewards, flags, fence);
            Segment segment = open[e];
            segment.actions()[entries] = acted.actions[e];
            segment.logProbability()[entries] = acted.logProbability[e];
            segment.tvDynamics()[entries] = acted.tvDynamics[e];
            segment.predictedReward()[entries] = acted.predictedReward[e];
            segment.value()[entries] = acted.value[e];
            System.arraycopy(
                    acted.latentClasses,
                    e * latentGroups,
                    segment.latentClasses(),
                    entries * latentGroups,
                    latentGroups);
            System.arraycopy(acted.residuals, e * features, segment.residuals(), entries * features, features);
            System.arraycopy(acted.novelty, e * features, segment.novelty(), entries * features, features);
        }
        entries++;
    }

    /**
     * Adds the observation after the last action and hands the segments over, except those of environments that were
     * fenced meanwhile: those take no sequence number.
     *
     * @return segments handed over
     */
    int complete(float[] observations, float[] rewards, byte[] flags, Fence fence, SegmentSink sink) {
        int handed = 0;
        for (int e = 0; e < environments; e++) {
            observe(e, observations, rewards, flags, fence);
        }
        firstStep += length;
        entries = 0;
        for (int e = 0; e < environments; e++) {
            if (!spoiled[e]) {
                sequence[e]++;
                handed++;
                sink.segment(open[e]);
            }
        }
        return handed;
    }

    private void observe(int e, float[] observations, float[] rewards, byte[] flags, Fence fence) {
        Segment segment = open[e];
        System.arraycopy(
                observations, e * observationSize, segment.observations(), entries * observationSize, observationSize);
        segment.rewards()[entries] = rewards[e];
        segment.flags()[entries] = flags[e];
        spoiled[e] |= fence.fenced(e);
    }

    private Segment blank(int environment, Driven driven) {
        return new Segment(
                environment,
                sequence[environment],
                driven.episode(environment),
                firstStep,
                driven.conditions(environment),
                driven.version(environment),
                length,
                new float[(length + 1) * observationSize],
                new float[length + 1],
                new byte[length + 1],
                new int[length],
                new float[length],
                new float[length],
                new float[length],
                new float[length],
                new byte[length * latentGroups],
                new float[length * features],
                new float[length * features]);
    }
}
