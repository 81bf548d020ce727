/** Kafka clients, topics and the check that a cluster answers. No record of any particular service. */
@NullMarked
package io.slipstream.runtime.kafka;

import org.jspecify.annotations.NullMarked;
