/** How many steps a second the simulator makes on one core. */
@NullMarked
package io.slipstream.bench.simulator;

import org.jspecify.annotations.NullMarked;
