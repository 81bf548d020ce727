/** Driving among SUMO's cars: the ego vehicle moves by this project's physics, all others by SUMO's. */
@NullMarked
package io.slipstream.actor.sumo;

import org.jspecify.annotations.NullMarked;
