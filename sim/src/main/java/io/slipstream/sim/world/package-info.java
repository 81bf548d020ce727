/** The structure-of-arrays core: state of all environments in flat arrays and the passes that advance it. */
@NullMarked
package io.slipstream.sim.world;

import org.jspecify.annotations.NullMarked;
