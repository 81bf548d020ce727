package io.slipstream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/**
 * The sizes of a model: everything needed to lay out its parameters.
 *
 * @param preset name of the preset it came from
 * @param observationSize D, features of an observation
 * @param actions A, discrete actions
 * @param groups feature groups of the observation, in order
 * @param deterministic H, width of the recurrent state h
 * @param latentGroups G, categorical groups of z
 * @param latentClasses K, classes of each group
 * @param hidden U, width of hidden layers
 * @param bins bins of the two-hot heads (reward and critic)
 */
public record ModelSpec(
        String preset,
        int observationSize,
        int actions,
        List<FeatureGroup> groups,
        int deterministic,
        int latentGroups,
        int latentClasses,
        int hidden,
        int bins) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /** Checks the sizes. */
    public ModelSpec {
        groups = List.copyOf(groups);
        if (observationSize < 1 || actions < 2 || deterministic < 1 || latentGroups < 1 || latentClasses < 2) {
            throw new IllegalArgumentException("model sizes must be positive: observation " + observationSize
                    + ", actions " + actions + ", h " + deterministic + ", z " + latentGroups + "x" + latentClasses);
        }
        for (FeatureGroup group : groups) {
            if (group.to() > observationSize) {
                throw new IllegalArgumentException("feature group " + group.name() + " ends at " + group.to()
                        + ", behind the observation's " + observationSize + " features");
            }
        }
    }

    /**
     * The sizes of a preset for a given environment.
     *
     * @param preset {@code tiny} (tests), {@code small} (the shipped default), {@code base} or {@code large} (for a GPU)
     * @throws IllegalArgumentException when the preset is not known
     */
    public static ModelSpec preset(String preset, int observationSize, int actions, List<FeatureGroup> groups) {
        return switch (preset) {
            case "tiny" -> new ModelSpec(preset, observationSize, actions, groups, 16, 4, 4, 16, 63);
            case "small" -> new ModelSpec(preset, observationSize, actions, groups, 128, 32, 8, 128, 63);
            case "base" -> new ModelSpec(preset, observationSize, actions, groups, 512, 32, 16, 512, 127);
            case "large" -> new ModelSpec(preset, observationSize, actions, groups, 1024, 32, 32, 1024, 255);
            default ->
                throw new IllegalArgumentException(
                        "unknown model preset '" + preset + "': known are tiny, small, base, large");
        };
    }

    /** Width of z as one-hot vectors, G x K. */
    public int latent() {
        return latentGroups * latentClasses;
    }

    /** Width of the state (h, z), H + G x K. */
    public int state() {
        return deterministic + latent();
    }

    /** Width F of the features that policy and outcome heads see: (h, z), the observation, and what is seen in each group of objects. */
    public int features() {
        return state()
                + observationSize
                + (OBJECT_FEATURES + 1) * objectGroups().size();
    }

    /** Features that are seen in the objects of a group together, beside whether one of them is touched. */
    public static final int OBJECT_FEATURES = 32;

    /** Discounts of the returns that the world model foresees beside the next reward: about 5, 10, 20 and 50 steps ahead. */
    public static final List<Float> OUTLOOKS = List.of(0.8f, 0.9f, 0.95f, 0.98f);

    /** Groups of others that move by themselves. */
    public List<FeatureGroup> objectGroups() {
        return groups(FeatureGroup.Role.OBJECTS);
    }

    /** Groups of what the actions move. */
    public List<FeatureGroup> bodyGroups() {
        return groups(FeatureGroup.Role.BODY);
    }

    private List<FeatureGroup> groups(FeatureGroup.Role role) {
        return groups.stream().filter(group -> group.role() == role).toList();
    }

    /** This spec as JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model spec must always be writable as JSON", e);
        }
    }

    /**
     * Reads a spec from JSON.
     *
     * @throws IllegalModelException when the text is no spec
     */
    public static ModelSpec fromJson(String json) {
        try {
            return JSON.readValue(json, ModelSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalModelException("cannot read the model spec: " + e.getOriginalMessage(), e);
        }
    }
}
