package io.slipstream.bench.simulator;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How fast one task is.
 *
 * @param task id
 * @param cars other cars on the road, mean over the ticks driven
 * @param bare without any observation
 * @param vector with the 64 floats
 * @param birdsEye with the bird's-eye view alone
 */
@JsonPropertyOrder({"task", "cars", "bare", "vector", "birdsEye"})
public record TaskSpeed(String task, double cars, Speed bare, Speed vector, Speed birdsEye) {
    /** Whether no kind of output made garbage. */
    boolean allocatesNothing() {
        return bare.allocatedBytes() + vector.allocatedBytes() + birdsEye.allocatedBytes() == 0;
    }
}
