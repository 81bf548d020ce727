package io.slipstream.model;

import java.util.Arrays;

/** The three networks of a model; each has one flat parameter vector. */
public enum Network {
    /** Encoder, posterior, recurrence, prior, heads, and the one-step and novelty yardsticks. */
    WORLD_MODEL("world-model"),
    /** The policy's action distribution on (h, z). */
    ACTOR("actor"),
    /** The value of (h, z) under the policy. */
    CRITIC("critic");

    private final String id;

    Network(String id) {
        this.id = id;
    }

    /** Name in files and on the wire. */
    public String id() {
        return id;
    }

    /**
     * The network of that name.
     *
     * @throws IllegalModelException when there is none
     */
    public static Network of(String id) {
        return Arrays.stream(values())
                .filter(network -> network.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalModelException(
                        "unknown network '" + id + "': known are world-model, actor, critic"));
    }
}
