package io.slipstream.bench.speed;

import java.util.concurrent.TimeUnit;

/**
 * Measures a part and its limit in turns, so that both see the same machine whatever else runs on it, after a warm-up in which both have been
 * done for a while.
 *
 * @param warmUpMillis for each, by the probe's clock
 * @param roundMillis shortest round, by the probe's clock
 * @param rounds whose median counts
 */
record Meter(long warmUpMillis, long roundMillis, int rounds) {
    /** A round of one, by both clocks. */
    private record Round(double rate, double wall) {}

    /** About how long a part takes on an idle machine. */
    double seconds() {
        return 2e-3 * (warmUpMillis + rounds * roundMillis);
    }

    Result measure(Probe probe) {
        try (Work ours = probe.ours().get();
                Work limit = probe.limit().get()) {
            warmUp(ours, probe.clock());
            warmUp(limit, probe.clock());
            double[][] rates = new double[5][rounds];
            for (int i = 0; i < rounds; i++) {
                // Who goes first changes, since the second finds the cache warm.
                Round first = round(i % 2 == 0 ? ours : limit, probe.clock());
                Round second = round(i % 2 == 0 ? limit : ours, probe.clock());
                Round our = i % 2 == 0 ? first : second;
                Round best = i % 2 == 0 ? second : first;
                rates[0][i] = our.rate();
                rates[1][i] = our.wall();
                rates[2][i] = best.rate();
                rates[3][i] = best.wall();
                rates[4][i] = our.rate() / best.rate();
            }
            return new Result(
                    probe.part(),
                    probe.name(),
                    probe.unit(),
                    probe.clock(),
                    Rate.of(rates[0], rates[1]),
                    probe.limitName(),
                    Rate.of(rates[2], rates[3]),
                    Rate.median(rates[4]));
        }
    }

    private void warmUp(Work work, Clock clock) {
        long start = clock.nanos();
        do {
            work.before();
            work.round();
        } while (clock.nanos() - start < TimeUnit.MILLISECONDS.toNanos(warmUpMillis));
    }

    private Round round(Work work, Clock clock) {
        double done = 0;
        long spent = 0;
        long wall = 0;
        while (spent < TimeUnit.MILLISECONDS.toNanos(roundMillis)) {
            work.before();
            long wallStart = System.nanoTime();
            long start = clock.nanos();
            done += work.round();
            spent += clock.nanos() - start;
            wall += System.nanoTime() - wallStart;
        }
        return new Round(done * 1e9 / spent, done * 1e9 / wall);
    }
}
