/** What all kinds of worlds with vehicles share: those of {@code driving} and of {@code sumo}. */
@NullMarked
package io.slipstream.actor.vehicle;

import org.jspecify.annotations.NullMarked;
