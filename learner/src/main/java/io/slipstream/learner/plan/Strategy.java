package io.slipstream.learner.plan;

import io.slipstream.schemas.avro.Component;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which parts a budget of updates moves, whoever asked for it. The table in docs/strategies.md is checked against this. */
public enum Strategy {
    /** Nothing is ever trained: what a shift costs. */
    NONE,
    /** The world model's adapter; the policy meets new latent states h only. */
    MODEL_ONLY,
    /** The adapters of actor and critic, in a world model that stays as it is. */
    POLICY_ONLY,
    /** One budget the world model, the next one the policy. */
    ALTERNATE,
    /** All adapters in every update. */
    BOTH,
    /** All weights in every update, the encoder included. */
    FULL,
    /** What the monitor names. */
    SLIPSTREAM;

    /**
     * The strategy of that name.
     *
     * @throws IllegalArgumentException naming all there are
     */
    public static Strategy byId(String id) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no strategy '" + id + "'; there are "
                        + Arrays.stream(values()).map(Strategy::id).collect(Collectors.joining(", "))));
    }

    /** Name in settings and tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether adapters move and the base stays. */
    public boolean lowRank() {
        return this != FULL;
    }

    /** Whether the monitor's word decides which part moves. */
    public boolean asksTheMonitor() {
        return this == SLIPSTREAM;
    }

    /**
     * The parts that a budget of updates moves.
     *
     * @param named what the decision or command that began it names; after NONE nothing moves, whatever the strategy
     * @param before how many budgets went before
     */
    public Set<Part> parts(Component named, int before) {
        if (named == Component.NONE) {
            return EnumSet.noneOf(Part.class);
        }
        return switch (this) {
            case NONE -> EnumSet.noneOf(Part.class);
            case MODEL_ONLY -> EnumSet.of(Part.WORLD_MODEL);
            case POLICY_ONLY -> EnumSet.of(Part.POLICY);
            case ALTERNATE -> EnumSet.of(before % 2 == 0 ? Part.WORLD_MODEL : Part.POLICY);
            case BOTH, FULL -> EnumSet.allOf(Part.class);
            case SLIPSTREAM -> EnumSet.of(named == Component.WORLD_MODEL ? Part.WORLD_MODEL : Part.POLICY);
        };
    }
}
