package io.slipstream.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.model.ModelSpec;
import io.slipstream.model.Network;
import io.slipstream.model.layout.ParameterLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittingSpecTest {
    private static final Path PAGE = Path.of("..", "docs", "deployment.md");

    @ParameterizedTest
    @ValueSource(strings = {"small", "base", "large"})
    void shouldHaveTheSizesThatTheDocumentationNames(String preset) throws Exception {
        ModelSpec spec = FittingSpec.driving(preset);
        int all = Arrays.stream(Network.values())
                .mapToInt(network -> ParameterLayout.of(spec, network).size())
                .sum();

        assertThat(Files.readString(PAGE))
                .contains(String.format(
                        Locale.ROOT,
                        "| `%s` | %d | %dx%d | %,d |",
                        preset,
                        spec.deterministic(),
                        spec.latentGroups(),
                        spec.latentClasses(),
                        all));
    }
}
