package io.slipstream.app.cli;

import io.slipstream.actor.ActorSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which world an actor drives in, in one word. */
public final class EnvironmentOptions {
    @Option(
            names = "--environment",
            paramLabel = "DOMAIN[:TASK]",
            description =
                    "World to drive in, such as driving:LTM03, classic:CartPole, sumo:roundabout or gateway; short for the settings"
                            + " actor.domain and actor.task.")
    private @Nullable String environment;

    /** The settings that it is short for; none where it is not given. */
    Map<String, String> settings() {
        String asked = environment;
        if (asked == null) {
            return Map.of();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        int colon = asked.indexOf(':');
        settings.put(ActorSettings.DOMAIN.key(), colon < 0 ? asked : asked.substring(0, colon));
        if (colon >= 0) {
            settings.put(ActorSettings.TASK.key(), asked.substring(colon + 1));
        }
        return settings;
    }
}
