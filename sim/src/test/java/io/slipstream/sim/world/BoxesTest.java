package io.slipstream.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.math.RandomSource;
import org.junit.jupiter.api.Test;

class BoxesTest {
    private static final int[][] SIGNS = {{1, 1}, {1, -1}, {-1, -1}, {-1, 1}};

    @Test
    void shouldAgreeWithComparingAllCornersAndEdges() {
        RandomSource random = new RandomSource(1);
        int overlapping = 0;
        for (int i = 0; i < 100_000; i++) {
            double x = random.uniform(-6, 6);
            double y = random.uniform(-6, 6);
            double heading = random.uniform(-Math.PI, Math.PI);
            double cos = StrictMath.cos(heading);
            double sin = StrictMath.sin(heading);
            boolean overlap = Boxes.overlap(x, y, cos, sin);
            assertThat(overlap).isEqualTo(touch(box(0, 0, 1, 0), box(x, y, cos, sin)));
            overlapping += overlap ? 1 : 0;
        }
        assertThat(overlapping).isBetween(10_000, 60_000);
    }

    @Test
    void shouldFindTheTimeOfContactThatFineSteppingFinds() {
        RandomSource random = new RandomSource(2);
        int contacts = 0;
        for (int i = 0; i < 3_000; i++) {
            double x = random.uniform(-30, 30);
            double y = random.uniform(-30, 30);
            double heading = random.uniform(-Math.PI, Math.PI);
            double cos = StrictMath.cos(heading);
            double sin = StrictMath.sin(heading);
            // Toward the other box, roughly, or else few would meet.
            double vx = -0.3 * x + random.uniform(-3, 3);
            double vy = -0.3 * y + random.uniform(-3, 3);
            double time = Boxes.timeToContact(x, y, cos, sin, vx, vy);
            double stepped = step(x, y, cos, sin, vx, vy);
            if (Double.isInfinite(stepped)) {
                // Stepping may miss a corner that is touched for less than a step.
                assertThat(time > 10 || grazes(x, y, cos, sin, vx, vy, time)).isTrue();
            } else {
                assertThat(time).isCloseTo(stepped, within(0.0011));
                contacts++;
            }
        }
        assertThat(contacts).isGreaterThan(500);
    }

    private static boolean grazes(double x, double y, double cos, double sin, double vx, double vy, double time) {
        double later = time + 0.002;
        return !Boxes.overlap(x + later * vx, y + later * vy, cos, sin);
    }

    private static double step(double x, double y, double cos, double sin, double vx, double vy) {
        for (int k = 0; k <= 10_000; k++) {
            double t = 0.001 * k;
            if (Boxes.overlap(x + t * vx, y + t * vy, cos, sin)) {
                return t;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double[][] box(double x, double y, double cos, double sin) {
        double[][] corners = new double[4][];
        for (int i = 0; i < 4; i++) {
            double along = SIGNS[i][0] * Boxes.HALF_LENGTH;
            double across = SIGNS[i][1] * Boxes.HALF_WIDTH;
            corners[i] = new double[] {x + along * cos - across * sin, y + along * sin + across * cos};
        }
        return corners;
    }

    /** Polygons overlap when edges cross, or when one holds a corner of the other. */
    private static boolean touch(double[][] a, double[][] b) {
        if (holds(a, b[0]) || holds(b, a[0])) {
            return true;
        }
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 4; k++) {
                if (cross(a[i], a[(i + 1) % 4], b[k], b[(k + 1) % 4])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(double[][] polygon, double[] point) {
        boolean left = true;
        boolean right = true;
        for (int i = 0; i < 4; i++) {
            double side = side(polygon[i], polygon[(i + 1) % 4], point);
            left &= side > 0;
            right &= side < 0;
        }
        return left || right;
    }

    private static boolean cross(double[] a, double[] b, double[] c, double[] d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private static double side(double[] a, double[] b, double[] p) {
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    }
}
