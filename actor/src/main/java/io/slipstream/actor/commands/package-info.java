/** What people and the demo ask of an actor. */
@NullMarked
package io.slipstream.actor.commands;

import org.jspecify.annotations.NullMarked;
