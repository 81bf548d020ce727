package io.slipstream.actor.models;

import io.slipstream.model.ModelWeights;

/**
 * A model version ready to drive.
 *
 * @param version its number
 * @param weights base and adapters merged
 */
public record DrivableModel(int version, ModelWeights weights) {}
