package io.slipstream.learner.ingest;

/**
 * An event and the place on the log it was read from.
 *
 * @param event what the log says
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
public record Heard(LogEvent event, String topic, int partition, long offset) {}
