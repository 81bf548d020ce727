/** From readings to the component that no longer fits: the rule, and the state machine that keeps it calm. Pure: no Kafka and no Vert.x. */
@NullMarked
package io.slipstream.monitor.decide;

import org.jspecify.annotations.NullMarked;
