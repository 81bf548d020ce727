package io.slipstream.app.render;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** An episode as images, one a tick of 0.1 s. */
final class Animation {
    private static final int WIDTH = 800;
    private static final int TALLEST = 560;
    /** Cars of 4.5 m should stay recognisable. */
    private static final double SMALLEST_SCALE = 5;

    private final RecordedEpisode episode;
    private final Camera camera;
    private @Nullable BufferedImage background;
    private @Nullable AffineTransform backgroundView;

    Animation(RecordedEpisode episode) {
        this.episode = episode;
        this.camera = Camera.on(episode.map().extent(), WIDTH, TALLEST, SMALLEST_SCALE);
    }

    /** Number of images. */
    int frames() {
        return episode.moments().size();
    }

    /** One image; the last one tells how it ended. */
    BufferedImage frame(int index) {
        Moment moment = episode.moments().get(index);
        boolean over = index == frames() - 1;
        double x = moment.ego().x();
        double y = moment.ego().y();
        Sheet sheet = new Sheet(camera);
        sheet.copy(background(x, y));
        sheet.scene(x, y, painter -> scene(painter, moment, over));
        Legend legend = sheet.legend();
        legend.band(episode, moment, over ? episode.ending() : "driving", over);
        legend.key(sheet.keyTop(), camera.scale());
        return sheet.finish();
    }

    /** What does not move; drawn anew only when the camera does. */
    private BufferedImage background(double x, double y) {
        AffineTransform view = camera.at(x, y);
        if (background == null || !view.equals(backgroundView)) {
            Sheet sheet = new Sheet(camera);
            sheet.land();
            sheet.scene(x, y, painter -> {
                painter.roads(episode.map());
                painter.route(episode.map());
            });
            background = sheet.finish();
            backgroundView = view;
        }
        return background;
    }

    private void scene(ScenePainter painter, Moment moment, boolean over) {
        episode.map().stop().ifPresent(stop -> painter.stop(stop, moment.light()));
        moment.cars().forEach(car -> painter.car(car, Colours.CAR, false));
        boolean failed = over && !episode.metrics().outcome().success();
        boolean near = moment.timeToCollision().orElse(Double.POSITIVE_INFINITY) < Legend.LOW;
        painter.ego(moment, near || failed);
    }
}
