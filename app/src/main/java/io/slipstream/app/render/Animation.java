package io.slipstream.app.render;

import java.awt.image.BufferedImage;

/** An episode as images, one a tick of 0.1 s. */
final class Animation {
    private static final int WIDTH = 880;
    private static final int TALLEST = 560;
    /** Cars of 4.5 m should stay recognisable. */
    private static final double SMALLEST_SCALE = 5;

    private final RecordedEpisode episode;
    private final Camera camera;

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
        Sheet sheet = new Sheet(camera);
        sheet.scene(moment.ego().x(), moment.ego().y(), painter -> scene(painter, moment, over));
        Legend legend = sheet.legend();
        legend.band(episode, moment, over ? episode.ending() : "driving", over);
        legend.key(sheet.keyTop(), camera.scale());
        return sheet.finish();
    }

    private void scene(ScenePainter painter, Moment moment, boolean over) {
        painter.roads(episode.map());
        painter.route(episode.map());
        episode.map().stop().ifPresent(stop -> painter.stop(stop, moment.light()));
        moment.cars().forEach(car -> painter.car(car, Colours.CAR, false));
        boolean failed = over && !episode.metrics().outcome().success();
        boolean near = moment.timeToCollision().orElse(Double.POSITIVE_INFINITY) < Legend.LOW;
        painter.ego(moment, near || failed);
    }
}
