package io.slipstream.schemas;

/** Record keys, one format per topic. */
public final class Keys {

    private Keys() {}

    /**
     * Key of transitions and episodes: one environment's records stay in order on one partition.
     *
     * @param fleet fleet name
     * @param actor actor name
     * @param environment environment index
     */
    public static String environment(String fleet, String actor, int environment) {
        return fleet + "/" + actor + "/" + environment;
    }

    /**
     * Key of a model version.
     *
     * @param fleet fleet name
     * @param version version number
     */
    public static String version(String fleet, int version) {
        return fleet + "/" + version;
    }

    /**
     * Key of a chunk of weights.
     *
     * @param sha256 hex digest of the whole blob
     * @param chunk chunk index
     */
    public static String chunk(String sha256, int chunk) {
        return sha256 + "/" + chunk;
    }

    /**
     * Key of an alarm.
     *
     * @param fleet fleet name
     * @param rule name of the rule
     */
    public static String alarm(String fleet, String rule) {
        return fleet + "/" + rule;
    }

    /**
     * Key of a dead letter: where the record came from.
     *
     * @param topic source topic
     * @param partition source partition
     * @param offset source offset
     */
    public static String source(String topic, int partition, long offset) {
        return topic + "/" + partition + "/" + offset;
    }
}
