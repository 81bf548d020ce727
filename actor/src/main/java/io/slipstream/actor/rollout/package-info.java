/** Driving: act, step, assemble segments, swap model versions at segment borders. No Kafka, no Vert.x. */
@NullMarked
package io.slipstream.actor.rollout;

import org.jspecify.annotations.NullMarked;
