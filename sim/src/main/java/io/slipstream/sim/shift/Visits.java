package io.slipstream.sim.shift;

import io.slipstream.sim.world.World;

/** How often a driver was where: a histogram of the states it met. */
final class Visits {
    private static final double SECTOR = 2 * Math.PI / VisitBins.SECTORS;
    private static final double NO_CAR = 1e9;

    private final VisitBins bins;
    private final long[] counts;
    private long total;

    Visits(VisitBins bins) {
        this.bins = bins;
        counts = new long[bins.count()];
    }

    /** Counts the state that an environment is in. */
    void count(World world, int e) {
        double nearest = NO_CAR;
        int sector = 0;
        for (int car = 0; car < world.cars(e); car++) {
            double dx = world.carX(e, car) - world.x(e);
            double dy = world.carY(e, car) - world.y(e);
            double distance = Math.sqrt(dx * dx + dy * dy);
            if (distance < nearest) {
                nearest = distance;
                sector = sector(dx * world.cos(e) + dy * world.sin(e), dy * world.cos(e) - dx * world.sin(e));
            }
        }
        double bend = world.route(e).curvatureAt(world.progress(e) + bins.ahead());
        counts[bins.of(world.speed(e), bend, nearest, sector)]++;
        total++;
    }

    private static int sector(double ahead, double aside) {
        // StrictMath: a label must not depend on the JVM it was measured on.
        double angle = StrictMath.atan2(aside, ahead) + SECTOR / 2;
        return (int) Math.floorMod((long) Math.floor(angle / SECTOR), VisitBins.SECTORS);
    }

    /** Half the sum of all differences of frequency: 0 for the same visits, 1 for visits that share no bin. */
    double totalVariation(Visits other) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += Math.abs((double) counts[i] / total - (double) other.counts[i] / other.total);
        }
        return sum / 2;
    }
}
