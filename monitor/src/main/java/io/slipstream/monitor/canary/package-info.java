/** Whether a candidate replaces the incumbent: sequential tests on the episodes of both, and the state of a deployment. No Kafka, no Vert.x. */
@NullMarked
package io.slipstream.monitor.canary;

import org.jspecify.annotations.NullMarked;
