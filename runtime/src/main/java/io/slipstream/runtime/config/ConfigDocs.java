package io.slipstream.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders settings as the page {@code docs/configuration.md}. */
public final class ConfigDocs {

    private ConfigDocs() {}

    /**
     * Renders the page.
     *
     * @param sections settings by the title of their section, in order
     * @return Markdown, ending with a line break
     */
    public static String render(Map<String, List<Setting<?>>> sections) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        sections.forEach((title, settings) -> {
            page.append("\n## ").append(title).append("\n\n");
            page.append("| key | default | takes | what it does |\n|---|---|---|---|\n");
            settings.forEach(setting -> page.append(row(setting)));
        });
        return page.toString();
    }

    private static String row(Setting<?> setting) {
        String text = setting.defaultText();
        return String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %s | %s |%n",
                        setting.key(),
                        text.isEmpty() ? "(none)" : "`" + text + "`",
                        cell(setting.type().description()),
                        cell(setting.doc()))
                .replace("\r\n", "\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from the code; a test compares it. Do not edit. -->

            Settings come from a YAML file (`--config FILE`; nested or with dotted keys), then environment variables, then flags; the later
            one wins. The variable of `actor.environments` is `SLIPSTREAM_ACTOR_ENVIRONMENTS`: upper case, with `_` for dots and hyphens.
            An unknown key or a wrong value stops the start, and every mistake is listed.

            Client settings of Kafka are handed through: `kafka.` to every client, `kafka.producer.`, `kafka.consumer.` and `kafka.streams.`
            to clients of that kind, for example `kafka.producer.linger.ms: 20` or `SLIPSTREAM_KAFKA_SECURITY_PROTOCOL=SSL`.
            """;
}
