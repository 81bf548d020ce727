package io.slipstream.app.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;

/**
 * Where an episode is drawn to; the ending of the name says how.
 *
 * @param path the file
 * @param format picture or animation
 */
public record PictureFile(Path path, Format format) {
    private static final int TICK_HUNDREDTHS = 10;
    /** A long episode has fewer images a second than a short one, so that its file stays small. */
    private static final int SHORT = 200;

    private static final int TICKS_PER_IMAGE_SHORT = 2;
    private static final int TICKS_PER_IMAGE_LONG = 3;
    /** How long the last image stays before the animation begins anew. */
    private static final int LAST_HUNDREDTHS = 250;
    /** Images whose colours make the palette of an animation. */
    private static final int SAMPLED = 12;

    /** What can be drawn. */
    public enum Format {
        /** One picture of the whole episode. */
        PNG,
        /** An animation in real time. */
        GIF
    }

    /**
     * The file of that name.
     *
     * @throws IllegalArgumentException when its ending is neither .png nor .gif, or its folder does not exist
     */
    public static PictureFile of(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder + " to write " + path + " to; create it");
        }
        if (name.endsWith(".png")) {
            return new PictureFile(path, Format.PNG);
        }
        if (name.endsWith(".gif")) {
            return new PictureFile(path, Format.GIF);
        }
        throw new IllegalArgumentException(
                path + " has to end in .png (a picture of the whole episode) or .gif (an animation)");
    }

    /** Draws an episode into it, replacing what was there. */
    public void write(RecordedEpisode episode) throws IOException {
        // An output stream of the image library appends to what is there.
        Files.deleteIfExists(path);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
            if (out == null) {
                throw new IOException("cannot write " + path);
            }
            if (format == Format.PNG) {
                ImageIO.write(new StillPicture(episode).draw(), "png", out);
            } else {
                animate(new Animation(episode), out);
            }
        }
    }

    private static void animate(Animation animation, ImageOutputStream out) throws IOException {
        int last = animation.frames() - 1;
        int step = last <= SHORT ? TICKS_PER_IMAGE_SHORT : TICKS_PER_IMAGE_LONG;
        try (GifFile file = new GifFile(out, new GifPalette(samples(animation)))) {
            for (int i = 0; i < last; i += step) {
                file.add(animation.frame(i), TICK_HUNDREDTHS * Math.min(step, last - i));
            }
            file.add(animation.frame(last), LAST_HUNDREDTHS);
        }
    }

    private static List<BufferedImage> samples(Animation animation) {
        int last = animation.frames() - 1;
        return IntStream.rangeClosed(0, SAMPLED)
                .map(i -> last * i / SAMPLED)
                .distinct()
                .mapToObj(animation::frame)
                .toList();
    }
}
