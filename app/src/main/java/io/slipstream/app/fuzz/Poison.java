package io.slipstream.app.fuzz;

/**
 * A record that should not be there.
 *
 * @param mutation what is wrong with it
 * @param bytes its value
 */
@SuppressWarnings("ArrayRecordComponent") // Sent and never compared.
public record Poison(Mutation mutation, byte[] bytes) {}
