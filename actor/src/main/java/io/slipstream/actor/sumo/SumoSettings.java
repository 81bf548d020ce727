package io.slipstream.actor.sumo;

import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an actor is told that drives among SUMO's cars.
 *
 * @param binary SUMO's program
 * @param attach addresses of SUMOs that run already, one for each environment; none to start them
 * @param maps folder with maps of one's own
 * @param folder where the files that SUMO reads are written; a temporary one without
 * @param startTimeout longest time until a SUMO listens
 * @param answerTimeout longest time until it answers
 */
public record SumoSettings(
        String binary,
        List<String> attach,
        Optional<Path> maps,
        Optional<Path> folder,
        Duration startTimeout,
        Duration answerTimeout) {
    /** Program. */
    public static final Setting<String> BINARY = new Setting<>(
            "actor.sumo.binary",
            SettingType.text(),
            "sumo",
            "SUMO's program, of the domain sumo: a name to be found on the path, or a file.");

    /** Running ones. */
    public static final Setting<List<String>> ATTACH = new Setting<>(
            "actor.sumo.attach",
            SettingType.list(SettingType.text()),
            List.of(),
            "Addresses host:port of SUMOs that run already, one for each environment; unset starts as many as there are environments.");

    /** Maps. */
    public static final Setting<Optional<Path>> MAPS = new Setting<>(
            "actor.sumo.maps",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "Folder with maps of one's own: NAME.net.xml and NAME.rou.xml make the task NAME.");

    /** Files. */
    public static final Setting<Optional<Path>> FOLDER = new Setting<>(
            "actor.sumo.folder",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "Where the files that SUMO reads are written; a SUMO that is attached to has to see it under the same name. Unset for a temporary folder.");

    /** Start. */
    public static final Setting<Duration> START_TIMEOUT = new Setting<>(
            "actor.sumo.start-timeout",
            SettingType.duration(),
            Duration.ofSeconds(20),
            "A SUMO that does not listen for so long cannot be used.");

    /** Answers. */
    public static final Setting<Duration> ANSWER_TIMEOUT = new Setting<>(
            "actor.sumo.answer-timeout",
            SettingType.duration(),
            Duration.ofSeconds(10),
            "A SUMO that owes an answer for so long hangs: it is ended and started again, its open episode is discarded.");

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(BINARY, ATTACH, MAPS, FOLDER, START_TIMEOUT, ANSWER_TIMEOUT);
    }

    /** The settings in a configuration. */
    public static SumoSettings from(Config config) {
        return new SumoSettings(
                config.get(BINARY),
                config.get(ATTACH),
                config.get(MAPS),
                config.get(FOLDER),
                config.get(START_TIMEOUT),
                config.get(ANSWER_TIMEOUT));
    }

    /** SUMO as it is installed, started here. */
    public static SumoSettings defaults() {
        return new SumoSettings(
                BINARY.defaultValue(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                START_TIMEOUT.defaultValue(),
                ANSWER_TIMEOUT.defaultValue());
    }
}
