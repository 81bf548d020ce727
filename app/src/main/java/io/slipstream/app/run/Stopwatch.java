package io.slipstream.app.run;

/** Measures the time in which steps arrived: from the first to the latest, so that start and end do not dilute a rate. */
final class Stopwatch {
    private final long stepsBefore;
    private long steps;
    private long first = -1;
    private long latest = -1;

    Stopwatch(long stepsBefore) {
        this.stepsBefore = stepsBefore;
        this.steps = stepsBefore;
    }

    void at(long stepsNow, long nanoTime) {
        if (stepsNow > steps) {
            steps = stepsNow;
            latest = nanoTime;
            if (first < 0) {
                first = nanoTime;
            }
        }
    }

    long stepsBefore() {
        return stepsBefore;
    }

    double seconds() {
        return (latest - first) / 1e9;
    }
}
