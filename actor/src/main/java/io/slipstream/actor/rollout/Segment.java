package io.slipstream.actor.rollout;

import io.slipstream.environment.Conditions;

/**
 * T consecutive steps of one environment under one model version. Entry t of every array belongs to observation t;
 * observations, rewards and flags carry one more entry, which is entry 0 of the environment's next segment. The arrays
 * belong to whoever receives the segment.
 *
 * @param environment index within the actor
 * @param sequence number of this segment in its environment, contiguous from 0
 * @param episode episode number at entry 0
 * @param firstStep step number of entry 0 in its environment, from 0
 * @param conditions what is driven under at entry 0
 * @param modelVersion the version that computed every entry
 * @param length T
 * @param observations [T+1, observation size]
 * @param rewards [T+1], reward on arrival
 * @param flags [T+1], bits 1 first, 2 last, 4 terminal
 * @param actions [T]
 * @param logProbability [T], of the behaviour policy
 * @param tvDynamics [T], in [0, 1]
 * @param predictedReward [T]
 * @param value [T]
 * @param latentClasses [T, G]
 * @param residuals [T, F]
 * @param novelty [T, F]
 */
public record Segment(
        int environment,
        long sequence,
        long episode,
        long firstStep,
        Conditions conditions,
        int modelVersion,
        int length,
        float[] observations,
        float[] rewards,
        byte[] flags,
        int[] actions,
        float[] logProbability,
        float[] tvDynamics,
        float[] predictedReward,
        float[] value,
        byte[] latentClasses,
        float[] residuals,
        float[] novelty) {}
