package io.slipstream.app.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * Where the picture looks: north is up, {@code scale} pixels a metre. An extent that does not fit at the smallest scale is looked at
 * part by part, following the ego vehicle.
 *
 * @param extent what there is to see, m
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param scale pixels a metre
 */
record Camera(Rectangle2D extent, int width, int height, double scale) {
    /** Land shown around the route, m. */
    private static final double MARGIN = 16;

    private static final double LARGEST_SCALE = 14;

    /**
     * A camera on a route.
     *
     * @param route rectangle around it, m
     * @param width of the picture, pixels
     * @param tallest most rows the picture may have
     * @param smallestScale pixels a metre below which it rather follows the ego vehicle
     */
    static Camera on(Rectangle2D route, int width, int tallest, double smallestScale) {
        Rectangle2D extent = new Rectangle2D.Double(
                route.getX() - MARGIN,
                route.getY() - MARGIN,
                route.getWidth() + 2 * MARGIN,
                route.getHeight() + 2 * MARGIN);
        double fitting = Math.min(width / extent.getWidth(), tallest / extent.getHeight());
        double scale = Math.max(smallestScale, Math.min(LARGEST_SCALE, fitting));
        int height = (int) Math.min(tallest, Math.max(tallest / 2.0, Math.ceil(extent.getHeight() * scale)));
        return new Camera(extent, width, height, scale);
    }

    /** From metres to pixels while the ego vehicle is at (x, y). */
    AffineTransform at(double x, double y) {
        double middleX = middle(x, extent.getMinX(), extent.getMaxX(), width / scale);
        double middleY = middle(y, extent.getMinY(), extent.getMaxY(), height / scale);
        AffineTransform transform = new AffineTransform();
        transform.translate(width / 2.0, height / 2.0);
        transform.scale(scale, -scale);
        transform.translate(-middleX, -middleY);
        return transform;
    }

    /** The middle of the extent when all of it is seen, else as near to the ego vehicle as the extent allows. */
    private static double middle(double ego, double from, double to, double seen) {
        if (to - from <= seen) {
            return 0.5 * (from + to);
        }
        return Math.max(from + seen / 2, Math.min(to - seen / 2, ego));
    }
}
