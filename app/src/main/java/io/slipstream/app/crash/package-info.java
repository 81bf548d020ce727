/** Killing a learner again and again while it trains on a fixed log, and comparing what comes out with a learner that was left alone. */
@NullMarked
package io.slipstream.app.crash;

import org.jspecify.annotations.NullMarked;
