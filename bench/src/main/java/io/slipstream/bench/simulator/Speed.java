package io.slipstream.bench.simulator;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How fast one kind of output is made.
 *
 * @param stepsPerSecond environment steps per second of processor time of the one stepping thread, median of the rounds
 * @param slowest slowest round
 * @param fastest fastest round
 * @param allocatedBytes heap bytes allocated in all measured rounds together, resets included; 0 is right
 */
@JsonPropertyOrder({"stepsPerSecond", "slowest", "fastest", "allocatedBytes"})
public record Speed(double stepsPerSecond, double slowest, double fastest, long allocatedBytes) {}
