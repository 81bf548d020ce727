package io.slipstream.actor.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentreLineTest {
    @Test
    void shouldRoundACornerAndEndWhereThePointsDo() {
        CentreLine line = new CentreLine();
        line.add(List.of(new double[] {0, 0}, new double[] {20, 0}, new double[] {20, 20}));

        Route route = line.route();

        Pose end = route.start();
        for (Segment segment : route.segments()) {
            end = segment.end(end);
        }
        assertThat(end.x()).isCloseTo(20, within(1e-9));
        assertThat(end.y()).isCloseTo(20, within(1e-9));
        assertThat(end.heading()).isCloseTo(Math.PI / 2, within(1e-9));
        assertThat(route.segments().stream()
                        .mapToDouble(Segment::curvature)
                        .max()
                        .orElseThrow())
                .isCloseTo(0.1, within(1e-9));
    }

    @Test
    void shouldKeepTheLastAndFirstMetres() {
        CentreLine line = new CentreLine();
        line.addLast(List.of(new double[] {0, 0}, new double[] {100, 0}), 30);
        line.addFirst(List.of(new double[] {100, 0}, new double[] {200, 0}), 20);

        assertThat(line.route().start().x()).isCloseTo(70, within(1e-9));
        assertThat(line.route().length()).isCloseTo(50, within(1e-9));
    }

    @Test
    void shouldSayWhereACornerIsTooTight() {
        CentreLine line = new CentreLine();
        line.add(List.of(new double[] {0, 0}, new double[] {20, 0}, new double[] {20, 1}, new double[] {0, 1}));

        assertThatIllegalArgumentException().isThrownBy(line::route).withMessageContaining("too tight for a car");
    }

    @Test
    void shouldMakeDrivableRoutesOfEveryShippedMap() {
        try (SumoFolder folder = new SumoFolder(Optional.empty(), Optional.empty())) {
            for (String map : List.of("junction", "roundabout", "town")) {
                for (Route route : folder.map(map).scenario().task().routes()) {
                    assertThat(route.length()).as(map).isBetween(60.0, 190.0);
                }
            }
        }
    }

    @Test
    void shouldSayWhatAMapOfOnesOwnLacks(@TempDir Path own) throws IOException {
        try (SumoFolder folder = new SumoFolder(Optional.empty(), Optional.of(own))) {
            Files.writeString(own.resolve("broken.net.xml"), "<net><lane id='a'/></net>");
            Files.writeString(own.resolve("broken.rou.xml"), "<routes/>");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> folder.map("broken"))
                    .withMessageContaining("no shape");

            Files.writeString(own.resolve("broken.net.xml"), "<net><lane id='a' shape='0,0 1,1'/></net>");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> folder.map("broken"))
                    .withMessageContaining("no route for the ego vehicle");

            Files.writeString(own.resolve("broken.rou.xml"), "<routes><route id='ego0' edges='a b'/></routes>");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> folder.map("broken"))
                    .withMessageContaining("no lane leads from edge a to edge b");
        }
    }
}
