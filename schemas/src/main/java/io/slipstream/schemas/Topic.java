package io.slipstream.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the catalogue: what travels on it and how long it is kept.
 *
 * @param suffix name without the prefix, version included, e.g. {@code transitions.v1}
 * @param partitions number of partitions it is created with
 * @param valueType the only record type it carries
 * @param keyFormat what the key is made of, for people
 * @param retention how long records are kept
 * @param maxMessageBytes largest record batch a broker takes
 * @param <T> record type
 */
public record Topic<T extends SpecificRecord>(
        String suffix, int partitions, Class<T> valueType, String keyFormat, Retention retention, int maxMessageBytes) {

    /**
     * Full name of the topic.
     *
     * @param prefix the deployment's topic prefix, e.g. {@code slipstream}
     * @return prefix, dot, suffix
     */
    public String name(String prefix) {
        return prefix + "." + suffix;
    }

    /**
     * Topic-level broker settings to create the topic with.
     *
     * @return broker setting by key
     */
    public Map<String, String> settings() {
        return retention.settings(maxMessageBytes);
    }

    /**
     * The same with another bound on the replay log.
     *
     * @param replayBytes what to keep of each partition, if this topic is kept by size; else nothing changes
     */
    public Map<String, String> settings(long replayBytes) {
        return retention.bounded(replayBytes).settings(maxMessageBytes);
    }
}
