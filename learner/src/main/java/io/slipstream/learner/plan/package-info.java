/** When to train what: the standing decision, its warm-up, its budget and the bound on the replay ratio. No Kafka. */
@NullMarked
package io.slipstream.learner.plan;

import org.jspecify.annotations.NullMarked;
