package io.slipstream.monitor.decide;

/**
 * The test of Page and Hinkley: adds up what every value has above the mean so far and a slack, and raises an alarm when the sum is
 * {@code bound} above its lowest. On an alarm it starts again.
 */
final class PageHinkley implements ChangeDetector {
    private final double slack;
    private final double bound;
    private final int warmUp;
    private long count;
    private double mean;
    private double sum;
    private double lowest;

    /**
     * @param slack rise of the mean that does not count
     * @param bound from which sum on there is an alarm
     * @param warmUp values that only make the mean known
     */
    PageHinkley(double slack, double bound, int warmUp) {
        this.slack = slack;
        this.bound = bound;
        this.warmUp = warmUp;
    }

    @Override
    public boolean rose(double value) {
        count++;
        mean += (value - mean) / count;
        if (count <= warmUp) {
            return false;
        }
        sum += value - mean - slack;
        lowest = Math.min(lowest, sum);
        if (sum - lowest <= bound) {
            return false;
        }
        count = 0;
        mean = 0;
        sum = 0;
        lowest = 0;
        return true;
    }
}
