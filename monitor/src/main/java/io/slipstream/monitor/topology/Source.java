package io.slipstream.monitor.topology;

/** Where a record lies on the log. */
record Source(String topic, int partition, long offset) {}
