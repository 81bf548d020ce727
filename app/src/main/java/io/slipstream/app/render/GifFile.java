package io.slipstream.app.render;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes an animated GIF that loops for ever. Each frame after the first holds only the rectangle that changed. */
final class GifFile implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    /** Application data of a loop without end: block 1, 0 rounds. */
    private static final byte[] FOR_EVER = {1, 0, 0};

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final GifPalette palette;
    private final IndexColorModel model;
    private byte[] before = {};

    /** Begins a file; the stream stays the caller's to close. */
    GifFile(ImageOutputStream out, GifPalette palette) throws IOException {
        this.palette = palette;
        model = palette.model();
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    /** Adds an image that is shown for so many hundredths of a second. */
    void add(BufferedImage image, int hundredths) throws IOException {
        byte[] now = palette.indices(image);
        int width = image.getWidth();
        boolean first = before.length == 0;
        Rectangle changed = first ? new Rectangle(width, image.getHeight()) : changed(before, now, width);
        BufferedImage part = part(now, width, changed);
        IIOMetadata metadata = metadata(part, changed, hundredths, first);
        writer.writeToSequence(new IIOImage(part, null, metadata), null);
        before = now;
    }

    /** The smallest rectangle around what differs; one pixel when nothing does. */
    private static Rectangle changed(byte[] before, byte[] now, int width) {
        Rectangle changed = new Rectangle(-1, -1);
        for (int i = 0; i < now.length; i++) {
            if (now[i] != before[i]) {
                changed.add(new Rectangle(i % width, i / width, 1, 1));
            }
        }
        return changed.isEmpty() ? new Rectangle(1, 1) : changed;
    }

    private BufferedImage part(byte[] now, int width, Rectangle place) {
        BufferedImage part = new BufferedImage(place.width, place.height, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] pixels = ((DataBufferByte) part.getRaster().getDataBuffer()).getData();
        for (int row = 0; row < place.height; row++) {
            for (int column = 0; column < place.width; column++) {
                int i = (place.y + row) * width + place.x + column;
                boolean same = before.length > 0 && before[i] == now[i];
                pixels[row * place.width + column] = same ? (byte) GifPalette.TRANSPARENT : now[i];
            }
        }
        return part;
    }

    private IIOMetadata metadata(BufferedImage image, Rectangle place, int hundredths, boolean first)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode descriptor = node(root, "ImageDescriptor");
        descriptor.setAttribute("imageLeftPosition", String.valueOf(place.x));
        descriptor.setAttribute("imageTopPosition", String.valueOf(place.y));
        IIOMetadataNode control = node(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("transparentColorIndex", String.valueOf(GifPalette.TRANSPARENT));
        control.setAttribute("delayTime", String.valueOf(hundredths));
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(FOR_EVER.clone());
            node(root, "ApplicationExtensions").appendChild(loop);
        }
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode node(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i) instanceof IIOMetadataNode child
                    && child.getNodeName().equals(name)) {
                return child;
            }
        }
        IIOMetadataNode created = new IIOMetadataNode(name);
        root.appendChild(created);
        return created;
    }

    @Override
    public void close() throws IOException {
        writer.endWriteSequence();
        writer.dispose();
    }
}
