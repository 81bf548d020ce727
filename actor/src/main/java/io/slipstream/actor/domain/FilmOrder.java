package io.slipstream.actor.domain;

import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.schemas.avro.Scene;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What is to be filmed.
 *
 * @param environments how many, the first ones; 0 for none
 * @param interval from one beginning to the next, at least
 * @param identity whose records these are
 * @param clock wall clock of the records
 * @param sink takes them
 */
public record FilmOrder(
        int environments, Duration interval, ActorIdentity identity, Clock clock, Consumer<Scene> sink) {}
