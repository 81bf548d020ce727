package io.slipstream.sim.shift;

/**
 * What a shift does, in figures.
 *
 * @param ego how differently the ego vehicle answers to the same action in one tick: rms of its speed over 0.2 m/s, of its heading over
 *     0.04 rad and of its place over 0.4 m, added up
 * @param traffic how much the other cars' speed differs after one tick, rms, m/s
 * @param visits total variation between where the unchanged driver is under the shift and without it
 * @param sight how much what is seen of the same state differs, rms over the observation
 * @param goalChanged whether something else is asked or paid for
 * @param success share of the shifted episodes that reached the destination
 * @param label what that makes it
 */
public record ShiftMeasurement(
        double ego,
        double traffic,
        double visits,
        double sight,
        boolean goalChanged,
        double success,
        ShiftLabel label) {}
