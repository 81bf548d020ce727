/** Classic control as a second kind of world: nothing in it is a road. */
@NullMarked
package io.slipstream.sim.classic;

import org.jspecify.annotations.NullMarked;
