/** The replay window: recently collected steps in flat arrays, and uniform sampling of contiguous sequences from it. */
@NullMarked
package io.slipstream.learner.replay;

import org.jspecify.annotations.NullMarked;
