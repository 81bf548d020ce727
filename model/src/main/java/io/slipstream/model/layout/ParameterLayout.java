package io.slipstream.model.layout;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.layout.Entry.Start;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The order, shapes and initial values of one network's parameters in its flat vector. */
public final class ParameterLayout {
    private static final double TRUNCATED_NORMAL_STD = 0.87962566103423978;
    private static final int REFERENCE_HIDDEN = 64;
    private static final int OBJECT_HIDDEN = 64;
    /** Width of what an object takes in of the others. */
    private static final int OTHERS = 32;

    private final Map<String, Entry> entries;
    private final int size;

    private ParameterLayout(Map<String, Entry> entries, int size) {
        this.entries = entries;
        this.size = size;
    }

    /** The layout of a network of these sizes. */
    public static ParameterLayout of(ModelSpec spec, Network network) {
        Builder builder = new Builder();
        switch (network) {
            case WORLD_MODEL -> worldModel(spec, builder);
            case ACTOR -> head(builder, "actor", spec.features(), spec.hidden(), 2, spec.actions(), Start.SMALL, true);
            case CRITIC -> head(builder, "critic", spec.features(), spec.hidden(), 2, spec.bins(), Start.ZERO, true);
        }
        return builder.build();
    }

    private static void worldModel(ModelSpec spec, Builder builder) {
        int hidden = spec.hidden();
        // The encoder is the fixed yardstick: no adapter touches it (algorithm.md, section 1).
        head(builder, "encoder", spec.observationSize(), hidden, 2, spec.latent(), Start.NORMAL, false);
        builder.dense("recurrent.input", spec.latent() + spec.actions(), hidden, Start.NORMAL, true);
        builder.norm("recurrent.input", hidden, Start.ZERO);
        builder.dense("recurrent.gates.input", hidden, 3 * spec.deterministic(), Start.NORMAL, true);
        builder.matrix("recurrent.gates.state", spec.deterministic(), 3 * spec.deterministic(), Start.NORMAL, true);
        builder.norm("recurrent.gates", 3 * spec.deterministic(), Start.GATES);
        head(builder, "prior", spec.deterministic(), hidden, 1, spec.latent(), Start.NORMAL, true);
        head(builder, "decoder", spec.state(), hidden, 2, spec.observationSize(), Start.NORMAL, true);
        head(builder, "reward", spec.features(), hidden, 1, spec.bins(), Start.ZERO, true);
        head(builder, "continue", spec.features(), hidden, 1, 1, Start.NORMAL, true);
        int outlook = ModelSpec.OUTLOOKS.size() * spec.bins();
        head(builder, "outlook", spec.features(), hidden, 1, outlook, Start.ZERO, true);
        head(builder, "novelty", spec.latent(), hidden, 1, spec.observationSize(), Start.NORMAL, false);
        for (FeatureGroup group : spec.groups()) {
            reference(spec, group, builder);
        }
        objects(builder, spec);
    }

    /**
     * What is seen in each object of a group, compressed and straight, beside the body. No adapter touches it: the policy sees through it, too,
     * and an update of the world model alone must not turn the policy's head.
     */
    private static void objects(Builder builder, ModelSpec spec) {
        for (FeatureGroup group : spec.objectGroups()) {
            int inputs = 2 * group.objectSize() + bodySize(spec);
            String part = "objects." + group.name();
            head(builder, part, inputs, OBJECT_HIDDEN, 2, ModelSpec.OBJECT_FEATURES, Start.NORMAL, false);
            int recognised = inputs + group.places();
            head(builder, "contact." + group.name(), recognised, OBJECT_HIDDEN, 2, 1, Start.NORMAL, false);
        }
    }

    /** Mean and scale of a group's change, or of one object's. */
    private static void reference(ModelSpec spec, FeatureGroup group, Builder builder) {
        String name = "reference." + group.name();
        int seen = switch (group.role()) {
            case BODY -> group.size();
            case SCENE -> spec.observationSize();
            case OBJECTS -> group.objectSize() + OTHERS + bodySize(spec);
        };
        if (group.role() == FeatureGroup.Role.OBJECTS) {
            builder.dense(name + ".self", group.objectSize(), OTHERS, Start.NORMAL, true);
            builder.matrix(name + ".other", group.objectSize(), OTHERS, Start.NORMAL, true);
        }
        int inputs = seen + spec.actions();
        head(builder, name, inputs, REFERENCE_HIDDEN, 2, 2 * group.objectSize(), Start.ZERO, true);
    }

    private static int bodySize(ModelSpec spec) {
        return spec.bodyGroups().stream().mapToInt(FeatureGroup::size).sum();
    }

    /** {@code layers} times dense + layer norm, then a dense output. */
    private static void head(
            Builder builder,
            String name,
            int inputs,
            int hidden,
            int layers,
            int outputs,
            Start last,
            boolean adapted) {
        int width = inputs;
        for (int layer = 0; layer < layers; layer++) {
            builder.dense(name + "." + layer, width, hidden, Start.NORMAL, adapted);
            builder.norm(name + "." + layer, hidden, Start.ZERO);
            width = hidden;
        }
        builder.dense(name + ".out", width, outputs, last, adapted);
    }

    /** All entries, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The entry of that name, or null. */
    public @Nullable Entry find(String name) {
        return entries.get(name);
    }

    /** Length of the flat vector. */
    public int size() {
        return size;
    }

    /** Fresh parameters from a seed. */
    public float[] initial(long seed) {
        Random random = new Random(seed);
        float[] flat = new float[size];
        for (Entry entry : entries.values()) {
            fill(entry, flat, random);
        }
        return flat;
    }

    private static void fill(Entry entry, float[] flat, Random random) {
        int from = entry.offset();
        for (int i = 0; i < entry.size(); i++) {
            flat[from + i] = switch (entry.start()) {
                case NORMAL -> normal(entry, random);
                case SMALL -> 0.01f * normal(entry, random);
                case ZERO -> 0f;
                case ONE -> 1f;
                case GATES -> i >= 2 * entry.size() / 3 ? -1f : 0f;
            };
        }
    }

    private static float normal(Entry entry, Random random) {
        double sample = random.nextGaussian();
        while (Math.abs(sample) > 2) {
            sample = random.nextGaussian();
        }
        double fan = 0.5 * (entry.rows() + entry.columns());
        return (float) (sample / TRUNCATED_NORMAL_STD / StrictMath.sqrt(fan));
    }

    private static final class Builder {
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private int size;

        void dense(String name, int inputs, int outputs, Start start, boolean adapted) {
            matrix(name, inputs, outputs, start, adapted);
            add(name + ".bias", 1, outputs, Start.ZERO, false);
        }

        void matrix(String name, int inputs, int outputs, Start start, boolean adapted) {
            add(name + ".weight", outputs, inputs, start, adapted);
        }

        void norm(String name, int width, Start bias) {
            add(name + ".gain", 1, width, Start.ONE, false);
            add(name + ".shift", 1, width, bias, false);
        }

        private void add(String name, int rows, int columns, Start start, boolean adapted) {
            entries.put(name, new Entry(name, rows, columns, size, start, adapted));
            size += rows * columns;
        }

        ParameterLayout build() {
            return new ParameterLayout(new LinkedHashMap<>(entries), size);
        }
    }

    /** All entries that low-rank updates may change, in order. */
    public List<Entry> adapted() {
        List<Entry> adapted = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.adapted()) {
                adapted.add(entry);
            }
        }
        return adapted;
    }
}
