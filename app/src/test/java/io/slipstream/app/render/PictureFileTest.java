package io.slipstream.app.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.app.evaluate.ScriptedPilot;
import io.slipstream.sim.Outcome;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.shift.Shifts;
import io.slipstream.sim.task.Tasks;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {
    @TempDir
    private Path folder;

    private final RecordedEpisode episode = record("RTM03", 1);

    @Test
    void shouldDrawAPictureOfTheWholeEpisode() throws IOException {
        Path file = folder.resolve("turn.png");
        PictureFile.of(file).write(episode);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isBetween(500, 1000);
        // Roads, cars, the way driven and writing: far more colours than a blank sheet has.
        assertThat(colours(image)).isGreaterThan(200);
    }

    @Test
    void shouldShowAnImageEveryFewTicksInRealTimeAndLoopForEver() throws IOException {
        Path file = folder.resolve("turn.gif");
        PictureFile.of(file).write(episode);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = gif(in);
            int frames = reader.getNumImages(true);
            int hundredths = 0;
            for (int i = 0; i < frames - 1; i++) {
                hundredths += Integer.parseInt(attribute(reader, i, "GraphicControlExtension", "delayTime"));
            }
            // A tick is ten hundredths of a second, and two or three of them have one image.
            assertThat(hundredths).isEqualTo(10 * episode.metrics().steps());
            assertThat(frames)
                    .isBetween(episode.metrics().steps() / 3, episode.metrics().steps() / 2 + 2);
            assertThat(attribute(reader, frames - 1, "GraphicControlExtension", "delayTime"))
                    .isEqualTo("250");
            assertThat(attribute(reader, 0, "ApplicationExtension", "applicationID"))
                    .isEqualTo("NETSCAPE");
        }
    }

    @Test
    void shouldComposeToTheFramesThatWereDrawn() throws IOException {
        Path file = folder.resolve("turn.gif");
        PictureFile.of(file).write(episode);
        Animation animation = new Animation(episode);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = gif(in);
            BufferedImage screen = reader.read(0);
            BufferedImage composed =
                    new BufferedImage(screen.getWidth(), screen.getHeight(), BufferedImage.TYPE_INT_RGB);
            int last = reader.getNumImages(true) - 1;
            for (int i = 0; i <= last; i++) {
                Rectangle place = place(reader, i);
                composed.getGraphics().drawImage(reader.read(i), place.x, place.y, null);
            }
            assertThat(difference(composed, animation.frame(animation.frames() - 1)))
                    .isLessThan(1.5);
            assertThat(difference(composed, animation.frame(0))).isGreaterThan(1.5);
        }
    }

    @Test
    void shouldDrawTheSameForTheSameSeedAndSomethingElseForAnother() throws IOException {
        Path once = folder.resolve("once.png");
        Path again = folder.resolve("again.png");
        Path other = folder.resolve("other.png");
        PictureFile.of(once).write(episode);
        PictureFile.of(again).write(record("RTM03", 1));
        PictureFile.of(other).write(record("RTM03", 2));
        assertThat(again).hasSameBinaryContentAs(once);
        assertThat(Files.mismatch(once, other)).isNotNegative();
    }

    @Test
    void shouldReplaceWhatWasThere() throws IOException {
        Path file = folder.resolve("turn.png");
        Files.write(file, new byte[1_000_000]);
        PictureFile.of(file).write(episode);
        assertThat(Files.size(file)).isLessThan(500_000);
        assertThat(ImageIO.read(file.toFile())).isNotNull();
    }

    @Test
    void shouldRefuseOtherEndingsAndMissingFolders() {
        assertThatThrownBy(() -> PictureFile.of(folder.resolve("turn.jpg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".png")
                .hasMessageContaining(".gif");
        assertThatThrownBy(() -> PictureFile.of(folder.resolve("none").resolve("turn.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("create it");
        assertThat(PictureFile.of(folder.resolve("TURN.GIF")).format()).isEqualTo(PictureFile.Format.GIF);
    }

    @Test
    void shouldRecordFromTheStartToTheEnd() {
        assertThat(episode.moments()).hasSize(1 + episode.metrics().steps());
        assertThat(episode.moments().get(0).seconds()).isZero();
        assertThat(episode.moments().get(0).ego().speed()).isZero();
        assertThat(episode.last().seconds()).isEqualTo(episode.metrics().steps() * 0.1);
        assertThat(episode.moments()).anyMatch(moment -> !moment.cars().isEmpty());
        List<Outcome> endings = List.of(Outcome.DESTINATION, Outcome.COLLISION);
        assertThat(episode.metrics().outcome()).isIn(endings);
    }

    private static RecordedEpisode record(String task, long seed) {
        Scenario scenario = new Scenario(Tasks.byId(task), Shifts.byId("C0"), RewardSettings.defaults());
        return new EpisodeRecorder(scenario, "constant driver", seed)
                .record(new ScriptedPilot(new ConstantSpeedDriver(1)));
    }

    private static ImageReader gif(ImageInputStream in) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(in);
        return reader;
    }

    private static Rectangle place(ImageReader reader, int frame) throws IOException {
        return new Rectangle(
                Integer.parseInt(attribute(reader, frame, "ImageDescriptor", "imageLeftPosition")),
                Integer.parseInt(attribute(reader, frame, "ImageDescriptor", "imageTopPosition")),
                1,
                1);
    }

    private static String attribute(ImageReader reader, int frame, String node, String name) throws IOException {
        IIOMetadataNode root =
                (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        return ((IIOMetadataNode) root.getElementsByTagName(node).item(0)).getAttribute(name);
    }

    private static long colours(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }

    /** Mean difference of a colour's part, of 255. */
    private static double difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int p = a.getRGB(x, y);
                int q = b.getRGB(x, y);
                sum += Math.abs((p >> 16 & 0xff) - (q >> 16 & 0xff));
                sum += Math.abs((p >> 8 & 0xff) - (q >> 8 & 0xff));
                sum += Math.abs((p & 0xff) - (q & 0xff));
            }
        }
        return sum / 3.0 / a.getHeight() / a.getWidth();
    }
}
