package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.schemas.avro.Component;

/**
 * What one window says on its own.
 *
 * @param component the part to update first: none when only what is seen has changed, the world model when both parts are at fault
 * @param finding what the window shows
 * @param signal the reading that weighed most
 * @param rejected the alternative
 * @param margin by how much it was rejected, in units of the threshold; negative when both parts are at fault and the weaker signal wins
 * @param baseline what the plain AdaWM rule says
 * @param reason in words
 */
public record Verdict(
        Component component,
        Finding finding,
        Reading signal,
        Component rejected,
        double margin,
        Component baseline,
        String reason) {}
