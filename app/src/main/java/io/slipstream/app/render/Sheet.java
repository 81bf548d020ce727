package io.slipstream.app.render;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** One image: a band of writing, the scene, a key. */
final class Sheet {
    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Camera camera;

    Sheet(Camera camera) {
        this.camera = camera;
        image = new BufferedImage(
                camera.width(), Legend.BAND + camera.height() + Legend.KEY, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Covers the scene with land. */
    void land() {
        graphics.setColor(Colours.LAND);
        graphics.fillRect(0, Legend.BAND, camera.width(), camera.height());
    }

    /** Begins with what another image shows. */
    void copy(BufferedImage other) {
        graphics.drawImage(other, 0, 0, null);
    }

    /** Draws into the scene, in metres, while the camera looks at (x, y). */
    void scene(double x, double y, Consumer<ScenePainter> drawing) {
        AffineTransform before = graphics.getTransform();
        Shape clip = graphics.getClip();
        graphics.clipRect(0, Legend.BAND, camera.width(), camera.height());
        graphics.transform(transform(x, y));
        drawing.accept(new ScenePainter(graphics));
        graphics.setTransform(before);
        graphics.setClip(clip);
    }

    /** From metres to pixels of the image. */
    AffineTransform transform(double x, double y) {
        AffineTransform transform = AffineTransform.getTranslateInstance(0, Legend.BAND);
        transform.concatenate(camera.at(x, y));
        return transform;
    }

    /** For writing, in pixels. */
    Legend legend() {
        return new Legend(graphics, camera.width());
    }

    /** Where the key begins, pixels. */
    int keyTop() {
        return Legend.BAND + camera.height();
    }

    /** Frees the graphics and hands over the image. */
    BufferedImage finish() {
        graphics.dispose();
        return image;
    }
}
