package io.slipstream.app.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The 255 colours that occur most in some images, and one that is transparent. One palette for all frames keeps colours from
 * flickering; drawings of flat colour have few, so that taking the most frequent ones does them justice.
 */
final class GifPalette {
    /** The index that leaves a pixel as it was. */
    static final int TRANSPARENT = 255;
    /** Colours are counted by the five high bits of red, green and blue. */
    private static final int BUCKETS = 1 << 15;

    private static final int UNKNOWN = -1;

    private final int[] colours;
    private final int[] nearest = new int[BUCKETS];

    /** The palette of these images, all of type {@code TYPE_INT_RGB}. */
    GifPalette(List<BufferedImage> images) {
        long[] count = new long[BUCKETS];
        long[] red = new long[BUCKETS];
        long[] green = new long[BUCKETS];
        long[] blue = new long[BUCKETS];
        for (BufferedImage image : images) {
            for (int rgb : pixels(image)) {
                int bucket = bucket(rgb);
                count[bucket]++;
                red[bucket] += rgb >> 16 & 0xff;
                green[bucket] += rgb >> 8 & 0xff;
                blue[bucket] += rgb & 0xff;
            }
        }
        colours = IntStream.range(0, BUCKETS)
                .filter(bucket -> count[bucket] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer bucket) -> -count[bucket]))
                .limit(TRANSPARENT)
                .mapToInt(bucket -> rgb(red[bucket], green[bucket], blue[bucket], count[bucket]))
                .toArray();
        Arrays.fill(nearest, UNKNOWN);
    }

    private static int rgb(long red, long green, long blue, long count) {
        return (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
    }

    /** The colours as Java's images want them. */
    IndexColorModel model() {
        int[] argb = new int[TRANSPARENT + 1];
        for (int i = 0; i < colours.length; i++) {
            argb[i] = 0xff000000 | colours[i];
        }
        return new IndexColorModel(8, argb.length, argb, 0, true, TRANSPARENT, DataBuffer.TYPE_BYTE);
    }

    /** An image as indices into the palette. */
    byte[] indices(BufferedImage image) {
        int[] pixels = pixels(image);
        byte[] indices = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = (byte) index(pixels[i]);
        }
        return indices;
    }

    private int index(int rgb) {
        int bucket = bucket(rgb);
        if (nearest[bucket] == UNKNOWN) {
            nearest[bucket] = search(rgb);
        }
        return nearest[bucket];
    }

    private int search(int rgb) {
        int best = 0;
        int bestDistance = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int red = (rgb >> 16 & 0xff) - (colours[i] >> 16 & 0xff);
            int green = (rgb >> 8 & 0xff) - (colours[i] >> 8 & 0xff);
            int blue = (rgb & 0xff) - (colours[i] & 0xff);
            int distance = red * red + green * green + blue * blue;
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        return best;
    }

    private static int bucket(int rgb) {
        return rgb >> 9 & 0x7c00 | rgb >> 6 & 0x3e0 | rgb >> 3 & 0x1f;
    }

    private static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
}
