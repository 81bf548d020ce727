/** Scripted drivers: they seed the replay and give the figures a learned policy is compared with. */
@NullMarked
package io.slipstream.sim.driver;

import org.jspecify.annotations.NullMarked;
