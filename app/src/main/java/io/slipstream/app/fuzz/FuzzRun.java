package io.slipstream.app.fuzz;

import io.slipstream.app.log.ProgressLine;
import io.slipstream.model.ModelSpec;
import io.slipstream.schemas.Topic;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads poison as the services do, without any of them, and counts what becomes of it. */
public final class FuzzRun {
    private final List<Topic<?>> topics;
    private final ModelSpec spec;
    private final String fleet;
    private final long seed;
    private final int maxBytes;

    /**
     * @param topics whose records to make
     * @param spec sizes of the fleet's model
     * @param fleet that records name
     * @param seed of the records
     * @param maxBytes longest record that is decoded
     */
    public FuzzRun(List<Topic<?>> topics, ModelSpec spec, String fleet, long seed, int maxBytes) {
        this.topics = List.copyOf(topics);
        this.spec = spec;
        this.fleet = fleet;
        this.seed = seed;
        this.maxBytes = maxBytes;
    }

    /** The poison for a topic. */
    public Corpus corpus(Topic<?> topic) {
        return new Corpus(topic, fleet, spec.observationSize(), seed);
    }

    /**
     * Reads so many records of every topic.
     *
     * @param progress takes every record
     */
    public Map<String, Map<Mutation, Map<Reading.Fate, Integer>>> read(int records, ProgressLine progress) {
        Map<String, Map<Mutation, Map<Reading.Fate, Integer>>> counts = new LinkedHashMap<>();
        for (Topic<?> topic : topics) {
            Corpus corpus = corpus(topic);
            Reading reading = new Reading(topic, spec.observationSize(), spec.actions(), maxBytes);
            Map<Mutation, Map<Reading.Fate, Integer>> byMutation = new EnumMap<>(Mutation.class);
            for (int i = 0; i < records; i++) {
                Poison poison = corpus.next();
                byMutation
                        .computeIfAbsent(poison.mutation(), any -> new EnumMap<>(Reading.Fate.class))
                        .merge(reading.read(poison.bytes()), 1, Integer::sum);
                progress.add(1);
            }
            counts.put(topic.suffix(), byMutation);
        }
        return counts;
    }
}
