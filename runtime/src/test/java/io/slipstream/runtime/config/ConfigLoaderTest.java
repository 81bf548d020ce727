package io.slipstream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    private enum Mode {
        LOW_RANK,
        FULL
    }

    private static final Setting<Integer> ENVIRONMENTS =
            new Setting<>("actor.environments", SettingType.integer(1, 4096), 64, "Environments.");
    private static final Setting<Double> RATIO =
            new Setting<>("learner.replay-ratio", SettingType.decimal(0, 100), 8.0, "Ratio.");
    private static final Setting<Duration> PAUSE =
            new Setting<>("actor.pause", SettingType.duration(), Duration.ZERO, "Pause.");
    private static final Setting<Mode> MODE =
            new Setting<>("learner.mode", SettingType.oneOf(Mode.class), Mode.LOW_RANK, "Mode.");
    private static final Setting<List<String>> TASKS =
            new Setting<>("actor.tasks", SettingType.list(SettingType.name()), List.of("RTM03"), "Tasks.");
    private static final Setting<Optional<Path>> MODEL =
            new Setting<>("actor.model", SettingType.optional(SettingType.path()), Optional.empty(), "Model folder.");

    @TempDir
    Path folder;

    @Test
    void shouldTakeDefaultsWhenNothingIsSet() {
        Config config = loader().load();
        assertThat(config.get(ENVIRONMENTS)).isEqualTo(64);
        assertThat(config.get(MODEL)).isEmpty();
        assertThat(config.get(CommonSettings.TOPICS_PREFIX)).isEqualTo("slipstream");
    }

    @Test
    void shouldLetEnvironmentOverrideFileAndFlagsOverrideEnvironment() throws IOException {
        Path yaml = yaml("actor:\n  environments: 1\n  pause: 250ms\nlearner.replay-ratio: 2.5\n");
        Config config = loader().file(yaml)
                .environment(Map.of("SLIPSTREAM_ACTOR_ENVIRONMENTS", "2", "SLIPSTREAM_LEARNER_REPLAY_RATIO", "3"))
                .flags(Map.of("actor.environments", "3"))
                .load();
        assertThat(config.get(ENVIRONMENTS)).isEqualTo(3);
        assertThat(config.get(RATIO)).isEqualTo(3.0);
        assertThat(config.get(PAUSE)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void shouldReadListsEnumsAndPaths() throws IOException {
        Config config = loader().file(
                        yaml("actor:\n  tasks: [RTM03, LTM03]\n  model: models/small\nlearner:\n  mode: low-rank\n"))
                .load();
        assertThat(config.get(TASKS)).containsExactly("RTM03", "LTM03");
        assertThat(config.get(MODE)).isEqualTo(Mode.LOW_RANK);
        assertThat(config.get(MODEL)).contains(Path.of("models/small"));
    }

    @Test
    void shouldListEveryMistakeOfEverySourceAtOnce() throws IOException {
        Path yaml = yaml("actor:\n  enviroments: 3\n  tasks: RTM03\nlearner:\n  replay-ratio: many\n");
        ConfigLoader loader = loader().file(yaml)
                .environment(Map.of("SLIPSTREAM_ACTOR_PAUSE", "soon", "HOME", "/nowhere"))
                .flags(Map.of("actor.environments", "0"));
        ConfigException e = catchThrowableOfType(ConfigException.class, loader::load);
        assertThat(e.problems())
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem)
                        .contains(yaml + ":2", "actor.enviroments", "did you mean actor.environments?"))
                .anySatisfy(problem -> assertThat(problem).contains(yaml + ":5", "learner.replay-ratio", "'many'"))
                .anySatisfy(problem -> assertThat(problem).contains("SLIPSTREAM_ACTOR_PAUSE", "'soon'", "10s"))
                .anySatisfy(problem -> assertThat(problem).contains("--actor.environments", "from 1 to 4096"));
        assertThat(e).hasMessageContaining("4 mistakes");
    }

    @Test
    void shouldRefuseAnUnknownEnvironmentVariableButNotTheLaunchersOwn() {
        assertThat(loader().environment(Map.of("SLIPSTREAM_JAVA_OPTS", "-Xmx1g"))
                        .load())
                .isNotNull();
        assertThatThrownBy(() -> loader().environment(Map.of("SLIPSTREAM_ACTOR_ENVIRONMENT", "3"))
                        .load())
                .hasMessageContaining("did you mean actor.environments?");
    }

    @Test
    void shouldNameTheLineOfWhatIsNotYaml() throws IOException {
        Path yaml = yaml("actor:\n  environments: [1, 2\n");
        assertThatThrownBy(() -> loader().file(yaml).load()).hasMessageContaining(yaml + ":3");
        assertThatThrownBy(() -> loader().file(folder.resolve("absent.yaml")).load())
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> loader().file(yaml("just text")).load()).hasMessageContaining("mapping");
    }

    @Test
    void shouldNotLoopOnYamlThatContainsItself() throws IOException {
        Path yaml = yaml("actor: &a\n  inner: *a\n");
        assertThatThrownBy(() -> loader().file(yaml).load()).hasMessageContaining("nested too deeply");
    }

    @Test
    void shouldRefuseAKeyThatIsSetTwiceInOneFile() throws IOException {
        Path yaml = yaml("actor.environments: 1\nactor:\n  environments: 2\n");
        assertThatThrownBy(() -> loader().file(yaml).load()).hasMessageContaining("set twice");
    }

    @Test
    void shouldAcceptAnEmptyFile() throws IOException {
        assertThat(loader().file(yaml("# nothing\n")).load().get(ENVIRONMENTS)).isEqualTo(64);
    }

    @Test
    void shouldHandKafkaSettingsThroughAndMaskSecrets() throws IOException {
        Config config = loader().file(yaml("kafka:\n  producer:\n    linger.ms: 20\n  sasl.jaas.config: hush\n"))
                .environment(Map.of("SLIPSTREAM_KAFKA_SECURITY_PROTOCOL", "SSL"))
                .load();
        assertThat(config.passThrough("kafka.producer.")).containsOnly(Map.entry("linger.ms", "20"));
        assertThat(config.passThrough("kafka.")).containsEntry("security.protocol", "SSL");
        assertThat(config.describe()).containsEntry("kafka.sasl.jaas.config", "***");
    }

    @Test
    void shouldRefuseNumbersThatAreNotFinite() {
        assertThatThrownBy(() ->
                        loader().flags(Map.of("learner.replay-ratio", "NaN")).load())
                .hasMessageContaining("out of range");
    }

    @Test
    void shouldChangeACopyAndCheckTheValue() {
        Config config = Config.defaults().with(ENVIRONMENTS, 8);
        assertThat(config.get(ENVIRONMENTS)).isEqualTo(8);
        assertThat(Config.defaults().get(ENVIRONMENTS)).isEqualTo(64);
        assertThatThrownBy(() -> config.with(ENVIRONMENTS, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRenderEverySettingOnThePage() {
        String page = ConfigDocs.render(Map.of("Common", CommonSettings.all()));
        CommonSettings.all().forEach(setting -> assertThat(page).contains("| `" + setting.key() + "` |"));
        assertThat(page).startsWith("# Configuration").endsWith("|\n");
    }

    @Test
    void shouldParseItsOwnDefaults() {
        List<Setting<?>> settings = new ArrayList<>(CommonSettings.all());
        settings.addAll(List.of(ENVIRONMENTS, RATIO, PAUSE, MODE, TASKS, MODEL));
        assertThat(settings)
                .allSatisfy(setting -> assertThat((Object) setting.parse(setting.defaultText()))
                        .isEqualTo(setting.defaultValue()));
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), text);
    }

    private static ConfigLoader loader() {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.all());
        known.addAll(List.of(ENVIRONMENTS, RATIO, PAUSE, MODE, TASKS, MODEL));
        return new ConfigLoader(known);
    }
}
