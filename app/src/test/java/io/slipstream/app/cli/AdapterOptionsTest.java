package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.AdapterSettings;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.model.adapter.Targets;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.runtime.config.Setting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AdapterOptionsTest {
    @Test
    void shouldAdaptWhatTheLiveLearnerAdapts() {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.all());
        known.addAll(LearnerSettings.all());
        Config live = new ConfigLoader(known).load();

        assertThat(parsed().forms())
                .isEqualTo(LearnerSettings.from(live).training().forms());
    }

    @Test
    void shouldAdaptTheMatricesAskedForInPlaceOfThose() {
        AdapterSettings settings = parsed("--world-model-targets", "recurrent,prior.out");

        assertThat(settings.worldModelTargets()).isEqualTo(new Targets(List.of("recurrent", "prior.out")));
    }

    private static AdapterSettings parsed(String... arguments) {
        AdapterOptions options = new AdapterOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.settings();
    }
}
