package io.slipstream.actor.rollout;

import io.slipstream.model.ModelWeights;
import java.util.Optional;

/**
 * Who drives: one version, perhaps a second one on trial, or a scripted driver in place of both.
 *
 * @param version number of the incumbent
 * @param weights its weights with adapters merged
 * @param trial the version on trial
 * @param frozen whether a scripted driver acts; the incumbent's model goes on watching
 */
public record Lineup(int version, ModelWeights weights, Optional<Trial> trial, boolean frozen) {
    /**
     * A version on trial.
     *
     * @param version its number
     * @param weights its weights with adapters merged
     * @param share of the environments that it gets, in (0, 1)
     * @param shadow whether it only looks on
     */
    public record Trial(int version, ModelWeights weights, double share, boolean shadow) {}

    /** One version for everybody. */
    public static Lineup of(int version, ModelWeights weights) {
        return new Lineup(version, weights, Optional.empty(), false);
    }
}
