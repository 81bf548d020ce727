package io.slipstream.actor.publish;

/**
 * Whose segments these are.
 *
 * @param fleet fleet name
 * @param actor actor name
 * @param epoch larger for every start of this actor; older ones are fenced
 */
public record ActorIdentity(String fleet, String actor, long epoch) {}
