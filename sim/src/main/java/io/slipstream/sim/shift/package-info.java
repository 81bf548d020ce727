/** How the world can differ from the nominal one: knobs as data, and the named shifts. */
@NullMarked
package io.slipstream.sim.shift;

import org.jspecify.annotations.NullMarked;
