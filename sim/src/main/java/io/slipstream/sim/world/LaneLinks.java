package io.slipstream.sim.world;

import java.util.Arrays;

/** From where to where on one way a car is in the lane of which other ways, and where on those; of itself first. */
final class LaneLinks {
    /** [link]: the other way. */
    final int[] way;
    /** [link]: from where to where on this way, m. */
    final double[] from;

    final double[] to;
    /** [link]: what to add to a place on this way to have it on the other, m. */
    final double[] shift;

    private LaneLinks(int[] way, double[] from, double[] to, double[] shift) {
        this.way = way;
        this.from = from;
        this.to = to;
        this.shift = shift;
    }

    /** Those of a way that shares its lane with none. */
    static LaneLinks itself(int way) {
        double everywhere = Double.POSITIVE_INFINITY;
        return new LaneLinks(new int[] {way}, new double[] {-everywhere}, new double[] {everywhere}, new double[] {0});
    }

    /** One more; m. */
    LaneLinks with(int way, double from, double to, double shift) {
        int n = this.way.length;
        LaneLinks more = new LaneLinks(
                Arrays.copyOf(this.way, n + 1),
                Arrays.copyOf(this.from, n + 1),
                Arrays.copyOf(this.to, n + 1),
                Arrays.copyOf(this.shift, n + 1));
        more.way[n] = way;
        more.from[n] = from;
        more.to[n] = to;
        more.shift[n] = shift;
        return more;
    }
}
