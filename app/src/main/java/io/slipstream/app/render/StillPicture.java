package io.slipstream.app.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** A whole episode in one picture: the route, the way driven with its speed as colour, and where everybody was every two seconds. */
final class StillPicture {
    private static final int WIDTH = 1280;
    private static final int TALLEST = 900;
    /** Moments shown beside the last one: enough to follow, few enough to tell apart. */
    private static final int MOMENTS = 8;

    private static final int SECOND = 10;
    private static final int FAINTEST = 30;
    private static final int STRONGEST = 130;

    private final RecordedEpisode episode;
    private final double fastest;
    /** Ticks between two moments shown: whole seconds, an even number of them. */
    private final int interval;

    StillPicture(RecordedEpisode episode) {
        this.episode = episode;
        double top = episode.moments().stream()
                .mapToDouble(moment -> moment.ego().speed())
                .max()
                .orElse(0);
        this.fastest = Math.max(1, Math.ceil(top));
        this.interval =
                2 * SECOND * Math.max(1, (int) Math.ceil(episode.moments().size() / (2.0 * SECOND * MOMENTS)));
    }

    BufferedImage draw() {
        Camera camera = Camera.on(episode.map().extent(), WIDTH, TALLEST, 0);
        Sheet sheet = new Sheet(camera);
        Moment last = episode.last();
        double x = last.ego().x();
        double y = last.ego().y();
        sheet.land();
        sheet.scene(x, y, this::scene);
        Legend legend = sheet.legend();
        labels(legend, sheet.transform(x, y));
        legend.band(episode, last, episode.ending(), true);
        legend.speedKey(sheet.keyTop(), camera.scale(), fastest, interval / SECOND);
        return sheet.finish();
    }

    private void scene(ScenePainter painter) {
        painter.roads(episode.map());
        painter.route(episode.map());
        episode.map().stop().ifPresent(stop -> painter.stop(stop, episode.last().light()));
        List<Moment> moments = episode.moments();
        for (int i = 0; i < moments.size() - 1; i += interval) {
            int alpha = alpha(i);
            moments.get(i).cars().forEach(car -> painter.ghost(car, Colours.CAR, alpha));
        }
        painter.trail(moments, fastest);
        for (int i = 0; i < moments.size() - 1; i += interval) {
            painter.ghost(moments.get(i).ego(), Colours.EGO, 70);
        }
        episode.last().cars().forEach(car -> painter.car(car, Colours.CAR, false));
        painter.ego(episode.last(), !episode.metrics().outcome().success());
    }

    private int alpha(int tick) {
        return FAINTEST
                + (STRONGEST - FAINTEST) * tick / Math.max(1, episode.moments().size());
    }

    /** The time beside the way, where the ego vehicle has moved on since the last label. */
    private void labels(Legend legend, AffineTransform transform) {
        Point2D before = new Point2D.Double(-1e9, -1e9);
        for (int i = 0; i < episode.moments().size(); i += interval) {
            Vehicle ego = episode.moments().get(i).ego();
            Point2D point = new Point2D.Double(ego.x() - 2.6 * ego.sin(), ego.y() + 2.6 * ego.cos());
            Point2D pixel = transform.transform(point, null);
            if (pixel.distance(before) > 40) {
                legend.label(String.format(Locale.ROOT, "%d s", i / SECOND), pixel.getX(), pixel.getY());
                before = pixel;
            }
        }
    }
}
