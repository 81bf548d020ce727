package io.slipstream.monitor;

import io.slipstream.monitor.canary.CanaryMode;
import io.slipstream.monitor.canary.CanarySettings;
import io.slipstream.monitor.canary.Metric;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.runtime.config.Setting;
import io.slipstream.runtime.config.SettingType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of trials. */
public final class CanaryConfiguration {
    /** Mode. */
    public static final Setting<CanaryMode> MODE = new Setting<>(
            "canary.mode",
            SettingType.oneOf(CanaryMode.class),
            CanaryMode.OFF,
            "What happens to a new version: off, the whole fleet drives it at once; shadow, it looks on in a share of the"
                    + " environments and is scored; canary, it drives a share until the evidence promotes it or rolls it back.");

    /** Share. */
    public static final Setting<Double> SHARE = new Setting<>(
            "canary.share", SettingType.decimal(0.01, 0.9), 0.25, "Share of the environments that a candidate gets.");

    /** Error of promotion. */
    public static final Setting<Double> PROMOTION_ERROR = new Setting<>(
            "canary.promotion-error",
            SettingType.decimal(1e-9, 0.5),
            0.05,
            "Most chance to promote a candidate that is worse than a margin allows, however often the evidence is looked at.");

    /** Error of rollback. */
    public static final Setting<Double> ROLLBACK_ERROR = new Setting<>(
            "canary.rollback-error",
            SettingType.decimal(1e-9, 0.5),
            0.05,
            "Most chance to roll back a candidate that is worse on no metric.");

    /** Error of the guard. */
    public static final Setting<Double> GUARD_ERROR = new Setting<>(
            "canary.guard-error",
            SettingType.decimal(0, 0.5),
            0.01,
            "Most chance to roll a candidate that is as good back for what its environments earn in their first segments; 0 looks at"
                    + " whole episodes only.");

    /** Minimum. */
    public static final Setting<Long> MINIMUM_EPISODES = new Setting<>(
            "canary.minimum-episodes",
            SettingType.longInteger(1, 1_000_000),
            20L,
            "Episodes that the candidate drives before a verdict; the first to end are the short ones.");

    /** Maximum. */
    public static final Setting<Long> MAXIMUM_EPISODES = new Setting<>(
            "canary.maximum-episodes",
            SettingType.longInteger(1, 100_000_000),
            2_000L,
            "Episodes of the candidate after which a trial without a verdict ends and the incumbent drives on.");

    /** Records of a trial that goes on. */
    public static final Setting<Long> REPORT_EVERY = new Setting<>(
            "canary.report-every",
            SettingType.longInteger(1, 1_000_000),
            20L,
            "Episodes of the candidate between two records of a trial that goes on.");

    /** Margin of success. */
    public static final Setting<Double> SUCCESS_MARGIN = new Setting<>(
            "canary.success.margin",
            SettingType.decimal(0.001, 0.999),
            0.05,
            "Promotion wants success shown to be less than this below the incumbent's; rollback wants it shown to be below at all.");

    /** Low end of returns. */
    public static final Setting<Double> RETURN_LOW = new Setting<>(
            "canary.return.low",
            SettingType.decimal(-1e9, 1e9),
            -150.0,
            "Returns below count as this one: the test needs bounded figures.");

    /** High end of returns. */
    public static final Setting<Double> RETURN_HIGH = new Setting<>(
            "canary.return.high", SettingType.decimal(-1e9, 1e9), 450.0, "Returns above count as this one.");

    /** Margin of the return. */
    public static final Setting<Double> RETURN_MARGIN = new Setting<>(
            "canary.return.margin",
            SettingType.decimal(1e-6, 1e9),
            50.0,
            "Promotion wants the mean return shown to be less than this below the incumbent's, rollback more than this below.");

    /** High end of TTC. */
    public static final Setting<Double> TTC_HIGH = new Setting<>(
            "canary.ttc.high",
            SettingType.decimal(0.1, 1e6),
            10.0,
            "Times to collision above, in s, count as this one.");

    /** Margin of TTC. */
    public static final Setting<Double> TTC_MARGIN = new Setting<>(
            "canary.ttc.margin",
            SettingType.decimal(1e-3, 1e6),
            0.75,
            "As canary.return.margin, for the mean time to collision in s; episodes in which no car came near do not count.");

    private static final List<Setting<?>> ALL = List.of(
            MODE,
            SHARE,
            PROMOTION_ERROR,
            ROLLBACK_ERROR,
            GUARD_ERROR,
            MINIMUM_EPISODES,
            MAXIMUM_EPISODES,
            REPORT_EVERY,
            SUCCESS_MARGIN,
            RETURN_LOW,
            RETURN_HIGH,
            RETURN_MARGIN,
            TTC_HIGH,
            TTC_MARGIN);

    private CanaryConfiguration() {}

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /**
     * Reads them.
     *
     * @throws ConfigException if they contradict each other
     */
    public static CanarySettings of(Config config) {
        try {
            return new CanarySettings(
                    config.get(MODE),
                    config.get(SHARE),
                    config.get(PROMOTION_ERROR),
                    config.get(ROLLBACK_ERROR),
                    config.get(GUARD_ERROR),
                    config.get(MINIMUM_EPISODES),
                    config.get(MAXIMUM_EPISODES),
                    config.get(REPORT_EVERY),
                    metrics(config),
                    told(config));
        } catch (IllegalArgumentException e) {
            throw ConfigException.of(String.valueOf(e.getMessage()));
        }
    }

    /** The settings that a trial's record carries. */
    public static CanarySettings recorded(Map<String, String> told) {
        return of(new ConfigLoader(ALL).flags(told).load());
    }

    /** Success decides; return and time to collision guard, and may be a margin worse. */
    private static List<Metric> metrics(Config config) {
        double returns = config.get(RETURN_MARGIN);
        double ttc = config.get(TTC_MARGIN);
        return List.of(
                new Metric(Metric.SUCCESS, 0, 1, config.get(SUCCESS_MARGIN), 0),
                new Metric(Metric.RETURN, config.get(RETURN_LOW), config.get(RETURN_HIGH), returns, returns),
                new Metric(Metric.TTC, 0, config.get(TTC_HIGH), ttc, ttc));
    }

    private static Map<String, String> told(Config config) {
        Map<String, String> told = new TreeMap<>();
        ALL.forEach(setting -> told.put(setting.key(), text(setting, config)));
        return told;
    }

    private static <T> String text(Setting<T> setting, Config config) {
        return setting.type().format().apply(config.get(setting));
    }
}
