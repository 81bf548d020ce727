/** How much may be collected: no more than the learner can take in. */
@NullMarked
package io.slipstream.actor.admission;

import org.jspecify.annotations.NullMarked;
