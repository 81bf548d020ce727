/** The Kafka Streams topology: from segments on the log to reports and decisions on the log. Building it is a pure function. */
@NullMarked
package io.slipstream.monitor.topology;

import org.jspecify.annotations.NullMarked;
