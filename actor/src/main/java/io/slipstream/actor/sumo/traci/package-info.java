/** The part of SUMO's TraCI protocol that driving an ego vehicle in its traffic takes: big-endian messages over TCP. */
@NullMarked
package io.slipstream.actor.sumo.traci;

import org.jspecify.annotations.NullMarked;
