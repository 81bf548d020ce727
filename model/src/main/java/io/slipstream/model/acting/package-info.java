/** Inference while driving: one call a step for all environments of an actor. */
@NullMarked
package io.slipstream.model.acting;

import org.jspecify.annotations.NullMarked;
