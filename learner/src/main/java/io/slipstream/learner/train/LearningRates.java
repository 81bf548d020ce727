package io.slipstream.learner.train;

import io.slipstream.model.Network;

/**
 * Adam's learning rates.
 *
 * @param worldModel of the world model
 * @param actor of the actor
 * @param critic of the critic
 */
public record LearningRates(float worldModel, float actor, float critic) {
    float of(Network network) {
        return switch (network) {
            case WORLD_MODEL -> worldModel;
            case ACTOR -> actor;
            case CRITIC -> critic;
        };
    }
}
