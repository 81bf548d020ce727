package io.slipstream.monitor;

import io.slipstream.monitor.decide.DecisionSettings;
import io.slipstream.monitor.topology.TopologySettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a monitor is told.
 *
 * @param fleet fleet that the page shows; reports and decisions are made for every fleet on the topics
 * @param topology what the topology is tuned by
 * @param stateFolder where Kafka Streams keeps its state
 * @param webHost address of the page
 * @param webPort port of the page, 0 for a free one
 * @param webToken what a command over HTTP has to show
 * @param webTokens file with tokens that have a name and an end
 */
public record MonitorSettings(
        String fleet,
        TopologySettings topology,
        Path stateFolder,
        String webHost,
        int webPort,
        Optional<String> webToken,
        Optional<Path> webTokens) {

    private static final DecisionSettings DECISION = DecisionSettings.defaults();

    /** Steps of a window. */
    public static final Setting<Long> WINDOW_STEPS = new Setting<>(
            "monitor.window-steps",
            SettingType.longInteger(100, 10_000_000),
            5_000L,
            "Environment steps of a window; null quantiles hold for windows of the size they were calibrated with.");

    /** Settling. */
    public static final Setting<Long> SETTLING_STEPS = new Setting<>(
            "monitor.settling-steps",
            SettingType.longInteger(0, 1_000_000),
            1_000L,
            "Steps of each environment after its actor started that enter no window: all begin an episode at once.");

    /** Steps of a block. */
    public static final Setting<Long> BLOCK_STEPS = new Setting<>(
            "monitor.block-steps",
            SettingType.longInteger(1, 1_000_000),
            100L,
            "Steps of one environment that count as one block of correlated steps in the bootstrap.");

    /** Draws of the bootstrap. */
    public static final Setting<Integer> RESAMPLES = new Setting<>(
            "monitor.bootstrap-resamples", SettingType.integer(10, 10_000), 100, "Draws of the bootstrap of a window.");

    /** Seed of the bootstrap. */
    public static final Setting<Long> SEED = new Setting<>(
            "monitor.bootstrap-seed",
            SettingType.longInteger(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            "Seed of the bootstrap: the same records give the same bands.");

    /** Smallest window that decides. */
    public static final Setting<Long> MINIMUM_STEPS = new Setting<>(
            "monitor.minimum-steps",
            SettingType.longInteger(1, 10_000_000),
            DECISION.minimumSteps(),
            "A window with fewer usable steps decides nothing.");

    /** Fewest episodes. */
    public static final Setting<Long> MINIMUM_EPISODES = new Setting<>(
            "monitor.minimum-episodes",
            SettingType.longInteger(1, 1_000_000),
            DECISION.minimumEpisodes(),
            "A window with fewer episodes says nothing about success.");

    /** Hysteresis. */
    public static final Setting<Integer> HYSTERESIS_WINDOWS = new Setting<>(
            "monitor.hysteresis-windows",
            SettingType.integer(1, 1_000),
            DECISION.hysteresisWindows(),
            "The same verdict in so many windows in a row makes a decision.");

    /** Cool-down. */
    public static final Setting<Long> COOLDOWN_STEPS = new Setting<>(
            "monitor.cooldown-steps",
            SettingType.longInteger(0, 1_000_000_000),
            DECISION.cooldownSteps(),
            "Fleet steps after a decision in which no other names a component.");

    /** Wait for the version that was asked for. */
    public static final Setting<Long> VERSION_TIMEOUT_STEPS = new Setting<>(
            "monitor.version-timeout-steps",
            SettingType.longInteger(0, 1_000_000_000),
            DECISION.versionTimeoutSteps(),
            "Fleet steps after which the version trained for a decision is no longer waited for.");

    /** C1 of AdaWM. */
    public static final Setting<Double> C1 = new Setting<>(
            "monitor.c1",
            SettingType.decimal(0, 1e6),
            DECISION.c1(),
            "C1 of AdaWM's rule E_P >= C1 E_pi - C2, the baseline in every decision, unless the model version has its own.");

    /** C2 of AdaWM. */
    public static final Setting<Double> C2 =
            new Setting<>("monitor.c2", SettingType.decimal(-1e6, 1e6), DECISION.c2(), "C2 of that rule.");

    /** State folder. */
    public static final Setting<Path> STATE_FOLDER = new Setting<>(
            "monitor.state-folder",
            SettingType.path(),
            Path.of("data", "monitor"),
            "Folder of Kafka Streams' local state; what has to survive is on the log.");

    /** Address of the page. */
    public static final Setting<String> WEB_HOST = new Setting<>(
            "web.host",
            SettingType.text(),
            "127.0.0.1",
            "Address on which the live page listens; 0.0.0.0 in a container.");

    /** Port of the page. */
    public static final Setting<Integer> WEB_PORT = new Setting<>(
            "web.port", SettingType.integer(0, 65535), 8080, "Port of the live page; 0 takes a free one and logs it.");

    /** Token of commands. */
    public static final Setting<Optional<String>> WEB_TOKEN = new Setting<>(
            "web.token",
            SettingType.optional(SettingType.text()),
            Optional.empty(),
            "What a command over HTTP has to show as a bearer token; without one the page is read-only.");

    /** Tokens of people. */
    public static final Setting<Optional<Path>> WEB_TOKENS = new Setting<>(
            "web.tokens",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "File of such tokens, one a line: a name, which the command then carries, the hex SHA-256 of the token, and, if it ends, when"
                    + " (2027-01-31T00:00:00Z). Read for every command: no restart is needed to add or withdraw one.");

    /** Rules of alarms. */
    public static final Setting<Optional<Path>> ALARM_RULES = new Setting<>(
            "alarms.rules",
            SettingType.optional(SettingType.path()),
            Optional.empty(),
            "YAML file with the rules of alarms in place of those that come with Slipstream.");

    /** Address of a webhook. */
    public static final Setting<Optional<String>> ALARM_WEBHOOK = new Setting<>(
            "alarms.webhook",
            SettingType.optional(SettingType.text()),
            Optional.empty(),
            "Address (http or https) to which every alarm is posted as JSON.");

    /** Those that a window's figures and decisions depend on. */
    private static final List<Setting<?>> OF_WINDOWS = List.of(
            WINDOW_STEPS,
            SETTLING_STEPS,
            BLOCK_STEPS,
            RESAMPLES,
            SEED,
            MINIMUM_STEPS,
            MINIMUM_EPISODES,
            HYSTERESIS_WINDOWS,
            COOLDOWN_STEPS,
            VERSION_TIMEOUT_STEPS,
            C1,
            C2);

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                WINDOW_STEPS,
                SETTLING_STEPS,
                BLOCK_STEPS,
                RESAMPLES,
                SEED,
                MINIMUM_STEPS,
                MINIMUM_EPISODES,
                HYSTERESIS_WINDOWS,
                COOLDOWN_STEPS,
                VERSION_TIMEOUT_STEPS,
                C1,
                C2,
                STATE_FOLDER,
                WEB_HOST,
                WEB_PORT,
                WEB_TOKEN,
                WEB_TOKENS,
                ALARM_RULES,
                ALARM_WEBHOOK);
    }

    /** Reads them. */
    public static MonitorSettings of(Config config) {
        DecisionSettings decision = new DecisionSettings(
                config.get(MINIMUM_STEPS),
                config.get(MINIMUM_EPISODES),
                config.get(HYSTERESIS_WINDOWS),
                config.get(COOLDOWN_STEPS),
                config.get(VERSION_TIMEOUT_STEPS),
                config.get(C1),
                config.get(C2));
        TopologySettings topology = new TopologySettings(
                config.get(CommonSettings.TOPICS_PREFIX),
                config.get(WINDOW_STEPS),
                config.get(SETTLING_STEPS),
                config.get(BLOCK_STEPS),
                config.get(RESAMPLES),
                config.get(SEED),
                decision,
                CanaryConfiguration.of(config),
                told(config));
        return new MonitorSettings(
                config.get(CommonSettings.FLEET),
                topology,
                config.get(STATE_FOLDER),
                config.get(WEB_HOST),
                config.get(WEB_PORT),
                config.get(WEB_TOKEN),
                config.get(WEB_TOKENS));
    }

    /**
     * The settings that a report was computed with, over those of a configuration.
     *
     * @param told settings as text by key, as reports carry them; empty in records of before
     * @throws io.slipstream.runtime.config.ConfigException if this version of Slipstream does not know all of them
     */
    public static MonitorSettings recorded(Map<String, String> told, Config otherwise) {
        Map<String, String> texts = told(otherwise);
        texts.putAll(told);
        return of(new ConfigLoader(all())
                .flags(texts)
                .load()
                .with(CommonSettings.TOPICS_PREFIX, otherwise.get(CommonSettings.TOPICS_PREFIX)));
    }

    private static Map<String, String> told(Config config) {
        Map<String, String> told = new TreeMap<>();
        OF_WINDOWS.forEach(setting -> told.put(setting.key(), text(setting, config)));
        return told;
    }

    private static <T> String text(Setting<T> setting, Config config) {
        return setting.type().format().apply(config.get(setting));
    }

    /** Name of the Kafka Streams application, the same after a restart. */
    public String applicationId() {
        return topology.prefix() + "-monitor";
    }
}
