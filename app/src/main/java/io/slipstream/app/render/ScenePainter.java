package io.slipstream.app.render;

import io.slipstream.sim.world.Light;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Draws roads and cars in world coordinates: metres, north up. */
final class ScenePainter {
    private static final double SHOULDER = 0.5;
    private static final float LINE = 0.14f;
    private static final float[] DASHES = {2.5f, 2.5f};
    private static final double ROUTE_WIDTH = 0.7;
    private static final double DESTINATION_RADIUS = 2.5;

    /** Half the width of the broadest line, rounded up, m. */
    private static final double BROADEST = 3;

    private final Graphics2D graphics;

    ScenePainter(Graphics2D graphics) {
        this.graphics = graphics;
    }

    void roads(RoadMap map) {
        lanes(map, Colours.SHOULDER, RoadMap.LANE + 2 * SHOULDER);
        lanes(map, Colours.ASPHALT, RoadMap.LANE);
        graphics.setColor(Colours.MARKING);
        graphics.setStroke(new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        map.solidLines().forEach(this::drawSeen);
        graphics.setStroke(new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        map.dashedLines().forEach(this::drawSeen);
    }

    private void lanes(RoadMap map, Color colour, double width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        map.lanes().forEach(this::drawSeen);
    }

    /** Draws a line unless all of it is out of sight; most lanes of a town are. */
    private void drawSeen(Path2D line) {
        Rectangle2D place = line.getBounds2D();
        // Grown, which also gives a straight lane an area: without one a rectangle meets nothing.
        Rectangle2D covered = new Rectangle2D.Double(
                place.getX() - BROADEST,
                place.getY() - BROADEST,
                place.getWidth() + 2 * BROADEST,
                place.getHeight() + 2 * BROADEST);
        if (covered.intersects(graphics.getClipBounds())) {
            graphics.draw(line);
        }
    }

    void route(RoadMap map) {
        graphics.setColor(Colours.ROUTE);
        graphics.setStroke(new BasicStroke((float) ROUTE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(map.route().shape(0));
        int end = map.route().samples() - 1;
        double x = map.route().x()[end];
        double y = map.route().y()[end];
        graphics.setColor(Colours.DESTINATION);
        graphics.setStroke(new BasicStroke(0.35f));
        double radius = DESTINATION_RADIUS;
        graphics.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        graphics.fill(new Ellipse2D.Double(x - 0.6, y - 0.6, 1.2, 1.2));
    }

    /** A stop line, and to its right the lights, whose places tell what the colours do, or a sign. */
    void stop(StopMark stop, Light light) {
        AffineTransform before = graphics.getTransform();
        graphics.transform(new AffineTransform(stop.cos(), stop.sin(), -stop.sin(), stop.cos(), stop.x(), stop.y()));
        double half = RoadMap.LANE / 2;
        graphics.setColor(Colours.MARKING);
        graphics.fill(new Rectangle2D.Double(0, -half + 0.15, 0.5, 2 * half - 0.3));
        graphics.translate(0.25, -half - 2.2);
        if (stop.lights()) {
            lamps(light);
        } else {
            sign();
        }
        graphics.setTransform(before);
    }

    private void lamps(Light light) {
        graphics.setColor(Colours.DARK);
        graphics.fill(new RoundRectangle2D.Double(-2.3, -0.85, 4.6, 1.7, 0.9, 0.9));
        lamp(1.45, light == Light.RED ? Colours.ALARM : Colours.UNLIT);
        lamp(0, light == Light.YELLOW ? Colours.DESTINATION : Colours.UNLIT);
        lamp(-1.45, light == Light.GREEN ? Colours.GO : Colours.UNLIT);
    }

    private void lamp(double along, Color colour) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(along - 0.6, -0.6, 1.2, 1.2));
    }

    private void sign() {
        Path2D octagon = new Path2D.Double();
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI / 8 + i * Math.PI / 4;
            double x = 1.4 * Math.cos(angle);
            double y = 1.4 * Math.sin(angle);
            if (i == 0) {
                octagon.moveTo(x, y);
            } else {
                octagon.lineTo(x, y);
            }
        }
        octagon.closePath();
        graphics.setColor(Colours.ALARM);
        graphics.fill(octagon);
        graphics.setColor(Colours.WHITE);
        graphics.setStroke(new BasicStroke(0.25f));
        graphics.draw(octagon);
        graphics.fill(new Rectangle2D.Double(-0.22, -0.8, 0.44, 1.6));
    }

    /** The ego vehicle, with brake lights, and a ring around it while a collision is near. */
    void ego(Moment moment, boolean alarm) {
        Vehicle ego = moment.ego();
        if (alarm) {
            graphics.setColor(Colours.ALARM);
            graphics.setStroke(new BasicStroke(0.4f));
            graphics.draw(new Ellipse2D.Double(ego.x() - 3.6, ego.y() - 3.6, 7.2, 7.2));
        }
        car(ego, Colours.EGO, moment.braking());
    }

    /** A car with a windscreen, so that one sees where it is heading. */
    void car(Vehicle car, Color colour, boolean braking) {
        AffineTransform before = graphics.getTransform();
        graphics.transform(pose(car));
        double half = Vehicle.LENGTH / 2;
        double side = Vehicle.WIDTH / 2;
        RoundRectangle2D body = new RoundRectangle2D.Double(-half, -side, Vehicle.LENGTH, Vehicle.WIDTH, 1.1, 1.1);
        graphics.setColor(colour);
        graphics.fill(body);
        graphics.setColor(Colours.translucent(Colours.DARK, 215));
        graphics.fill(windscreen());
        graphics.fill(new Rectangle2D.Double(-1.75, -0.68, 0.5, 1.36));
        if (braking) {
            graphics.setColor(Colours.ALARM);
            graphics.fill(new Rectangle2D.Double(-half - 0.1, -side + 0.1, 0.4, 0.5));
            graphics.fill(new Rectangle2D.Double(-half - 0.1, side - 0.6, 0.4, 0.5));
        }
        graphics.setColor(Colours.DARK);
        graphics.setStroke(new BasicStroke(0.12f));
        graphics.draw(body);
        graphics.setTransform(before);
    }

    /** The way driven; the colour is the speed, as a share of the fastest in m/s. */
    void trail(List<Moment> moments, double fastest) {
        graphics.setStroke(new BasicStroke(0.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 1; i < moments.size(); i++) {
            Vehicle from = moments.get(i - 1).ego();
            Vehicle to = moments.get(i).ego();
            graphics.setColor(Colours.scale(to.speed() / fastest));
            graphics.draw(new Line2D.Double(from.x(), from.y(), to.x(), to.y()));
        }
    }

    /** The outline of a car that is no longer there. */
    void ghost(Vehicle car, Color colour, int alpha) {
        AffineTransform before = graphics.getTransform();
        graphics.transform(pose(car));
        RoundRectangle2D body = new RoundRectangle2D.Double(
                -Vehicle.LENGTH / 2, -Vehicle.WIDTH / 2, Vehicle.LENGTH, Vehicle.WIDTH, 1.1, 1.1);
        graphics.setColor(Colours.translucent(colour, alpha));
        graphics.fill(body);
        graphics.setColor(Colours.translucent(Colours.WHITE, alpha));
        graphics.setStroke(new BasicStroke(0.1f));
        graphics.draw(body);
        graphics.fill(windscreen());
        graphics.setTransform(before);
    }

    private static Path2D windscreen() {
        Path2D glass = new Path2D.Double();
        glass.moveTo(0.35, -0.66);
        glass.lineTo(1.2, -0.78);
        glass.quadTo(1.5, 0, 1.2, 0.78);
        glass.lineTo(0.35, 0.66);
        glass.closePath();
        return glass;
    }

    private static AffineTransform pose(Vehicle car) {
        return new AffineTransform(car.cos(), car.sin(), -car.sin(), car.cos(), car.x(), car.y());
    }
}
