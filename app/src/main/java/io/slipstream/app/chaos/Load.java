package io.slipstream.app.chaos;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the fleet managed to put on the log.
 *
 * @param steps environment steps that became visible while faults came
 * @param stepsPerSecond mean over that time
 * @param pace what the actors were set to when nothing is wrong
 * @param longestSilence longest time in s without a new step
 * @param minutes steps a second of every minute
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
record Load(long steps, double stepsPerSecond, double pace, double longestSilence, double[] minutes) {
    private static final long SECOND = 1_000_000_000L;
    private static final int MINUTE = 60;

    static Load of(TreeMap<Long, Long> bySecond, long began, long ended, long steps, double pace) {
        long first = began / SECOND;
        long last = ended / SECOND;
        double[] minutes = new double[(int) Math.max(1, (last - first) / MINUTE)];
        long silence = 0;
        long heard = first;
        for (Map.Entry<Long, Long> entry :
                bySecond.subMap(first, true, last, true).entrySet()) {
            long second = entry.getKey();
            silence = Math.max(silence, second - heard - 1);
            heard = second;
            int minute = (int) ((second - first) / MINUTE);
            if (minute < minutes.length) {
                minutes[minute] += (double) entry.getValue() / MINUTE;
            }
        }
        silence = Math.max(silence, last - heard - 1);
        return new Load(steps, steps / ((ended - began) / 1e9), pace, Math.max(0, silence), minutes);
    }
}
