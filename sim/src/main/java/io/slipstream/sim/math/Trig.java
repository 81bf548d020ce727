package io.slipstream.sim.math;

/**
 * Sine, cosine and arc tangent as polynomials (the coefficients of fdlibm). {@link Math} may be replaced by a faster
 * approximation in compiled code, which makes a trajectory depend on when it was compiled.
 */
public final class Trig {
    private static final double TWO_OVER_PI = 2 / Math.PI;
    private static final double HALF_PI_HIGH = 1.57079632673412561417e+00;
    private static final double HALF_PI_LOW = 6.07710050650619224932e-11;
    private static final double HALF_PI = Math.PI / 2;
    private static final double QUARTER_PI = Math.PI / 4;
    private static final double TAN_EIGHTH_PI = 0.41421356237309503;

    private Trig() {}

    /** Sine; |x| up to 1e5 rad. */
    public static double sin(double x) {
        int quadrant = (int) Math.rint(x * TWO_OVER_PI);
        double r = (x - quadrant * HALF_PI_HIGH) - quadrant * HALF_PI_LOW;
        double value = (quadrant & 1) == 0 ? sinNear(r) : cosNear(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /** Cosine; |x| up to 1e5 rad. */
    public static double cos(double x) {
        int quadrant = (int) Math.rint(x * TWO_OVER_PI);
        double r = (x - quadrant * HALF_PI_HIGH) - quadrant * HALF_PI_LOW;
        double value = (quadrant & 1) == 0 ? cosNear(r) : sinNear(r);
        return ((quadrant + 1) & 2) == 0 ? value : -value;
    }

    /** Sine for |x| <= pi/4. */
    public static double sinNear(double x) {
        double z = x * x;
        double p = 2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10);
        p = -1.66666666666666324348e-01 + z * (8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * p));
        return x + x * z * p;
    }

    /** Cosine for |x| <= pi/4. */
    public static double cosNear(double x) {
        double z = x * x;
        double p = -2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11);
        p = 4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * p));
        return 1 - 0.5 * z + z * z * p;
    }

    /** Arc tangent. */
    public static double atan(double x) {
        double a = Math.abs(x);
        double value;
        if (a > 1 / TAN_EIGHTH_PI) {
            value = HALF_PI + atanNear(-1 / a);
        } else if (a > TAN_EIGHTH_PI) {
            value = QUARTER_PI + atanNear((a - 1) / (a + 1));
        } else {
            value = atanNear(a);
        }
        return x < 0 ? -value : value;
    }

    /** Arc tangent for |x| <= tan(pi/8). */
    private static double atanNear(double x) {
        double z = x * x;
        double p = 4.97687799461593236017e-02 + z * (-3.65315727442169155270e-02 + z * 1.62858201153657823623e-02);
        p = 6.66107313738753120669e-02 + z * (-5.83357013379057348645e-02 + z * p);
        p = 9.09088713343650656196e-02 + z * (-7.69187620504482999495e-02 + z * p);
        p = 1.42857142725034663711e-01 + z * (-1.11111104054623557880e-01 + z * p);
        p = 3.33333333333329318027e-01 + z * (-1.99999999998764832476e-01 + z * p);
        return x - x * z * p;
    }
}
