/** The learner's state as one atomic file: weights, optimiser, sampler and log offsets of the same moment. */
@NullMarked
package io.slipstream.learner.checkpoint;

import org.jspecify.annotations.NullMarked;
