package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
    private static final String MODEL = Path.of("..", "models", "rtm03-small").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path data;

    CommandLinesTest(@TempDir Path folder) {
        data = folder.resolve("data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "actor",
                "learner",
                "monitor",
                "pretrain",
                "specialise",
                "calibrate",
                "evaluate",
                "identify",
                "study",
                "explain",
                "replay",
                "export",
                "import",
                "lineage",
                "crash-test",
                "tail",
                "topics",
                "acls"
            })
    void shouldExplainEveryCommand(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: slipstream " + command);
        assertThat(execute(command, "--version")).isZero();
        assertThat(out.toString()).contains("slipstream ");
    }

    @Test
    void shouldListEveryMistakeOfAConfigurationAtOnce(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("my.yaml"), "actor:\n  enviroments: 3\nlearner.policy.rank: many\n");
        assertThat(execute("actor", "--config", file.toString(), "--set", "fleet=a b"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("3 mistakes", "actor.enviroments", "actor.environments", "learner.policy.rank", "fleet");
    }

    @Test
    void shouldSayThatNoBrokerAnswers() throws IOException {
        assertThat(execute("topics", "--bootstrap-servers", "127.0.0.1:" + freePort(), "--set", "cluster.timeout=1s"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no Kafka broker answered at 127.0.0.1");
    }

    @Test
    void shouldSayThatThereIsNoModelToCalibrate(@TempDir Path folder) {
        assertThat(execute("calibrate", "--model", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("is no model folder");
    }

    @Test
    void shouldSayWhatToDoWithoutAModel(@TempDir Path folder) {
        assertThat(execute("run", "--model", folder.resolve("none").toString(), "--data-dir", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("is no model folder", "slipstream pretrain");
    }

    @Test
    void shouldNameTheSchedulesThatThereAre() {
        assertThat(executeRun("--schedule", "abrupt-dynamic")).isEqualTo(2);
        assertThat(err.toString())
                .contains("unknown schedule abrupt-dynamic; did you mean abrupt-dynamics?", "demo", "gradual-steering");
        assertThat(executeRun("--steps", "0")).isEqualTo(2);
        assertThat(data).doesNotExist();
    }

    @Test
    void shouldTellWhatIsWrongInACatalogue() throws IOException {
        Path mine = Files.writeString(
                data.resolveSibling("mine.yaml"), "schedules: {mine: {stages: [{shift: NOWHERE, steps: 10}]}}");
        assertThat(executeRun("--catalogue", mine.toString(), "--schedule", "mine"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("mine.yaml:1: schedules.mine.stages[0].shift: unknown shift NOWHERE");
        assertThat(executeRun("--catalogue", data.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot read the catalogue", "none.yaml");
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --data-dir FOLDER --model MODEL",
                "study --out FOLDER --model MODEL --strategies none --tasks LTM03",
                "soak --out FOLDER",
                "pretrain --out FOLDER"
            })
    void shouldSayWhatToDoWhereNothingCanBeWritten(String command) throws IOException {
        Path below = Files.writeString(data.resolveSibling("a file"), "").resolve("folder");
        List<String> arguments = new ArrayList<>();
        for (String word : command.split(" ")) {
            arguments.add(word.replace("FOLDER", below.toString()).replace("MODEL", MODEL));
        }

        assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(1);
        assertThat(err.toString())
                .contains("slipstream: cannot ", below.toString(), "lies below a file; name another folder")
                .doesNotContain("\tat ");
    }

    private int executeRun(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "--data-dir", data.toString(), "--model", MODEL));
        all.addAll(List.of(arguments));
        return execute(all.toArray(String[]::new));
    }

    @Test
    void shouldRefuseStagesThatTheWorldDoesNotHave() {
        String[] classic = {"--environment", "classic:CartPole", "--stages"};
        assertThat(executeRun(with(classic, "C0:10,NOPE:10"))).isEqualTo(2);
        assertThat(err.toString()).contains("unknown shift NOPE", "LATE");
        assertThat(executeRun(with(classic, "C0"))).isEqualTo(2);
        assertThat(err.toString()).contains("'C0' is no stage; write SHIFT:STEPS");
        assertThat(executeRun(with(classic, "C0:10", "--schedule", "demo"))).isEqualTo(2);
        assertThat(err.toString()).contains("in the domain classic say --stages");
        assertThat(executeRun("--environment", "sumo:roundabout", "--stages", "C0:10,D1:10"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("D1", "AGGRESSIVE");
        assertThat(executeRun("--environment", "sumo", "--stages", "C0:10")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown task RTM03; known are [junction, roundabout, town]");
        assertThat(executeRun("--stages", "C0:10")).isEqualTo(2);
        assertThat(err.toString()).contains("roads have them: say --schedule");
        String[] overridden = {"--environment", "classic:CartPole", "--set", "actor.domain=driving"};
        assertThat(executeRun(with(overridden, "--stages", "C0:10"))).isEqualTo(2);
        assertThat(err.toString()).as("--set is the last word").contains("roads have them: say --schedule");
        assertThat(data).doesNotExist();
    }

    @Test
    void shouldNameTheWorldsThatThereAreWhenAskedForAnother() {
        assertThat(executeRun("--environment", "carla:town")).isEqualTo(2);
        assertThat(err.toString()).contains("actor.domain", "carla", "driving", "classic", "sumo", "gateway");
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void shouldListTheShippedSchedulesInTheHelp() {
        assertThat(execute("run", "--help")).isZero();
        assertThat(out.toString()).contains("abrupt-dynamics").contains("alternating");
    }

    @Test
    void shouldRefuseAnUnknownTask() {
        assertThat(execute("evaluate", "--driver", "expert", "--task", "XX")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown task XX", "RTM03");
    }

    @Test
    void shouldRefuseAnUnknownTopic() {
        assertThat(execute("tail", "nothing")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no topic nothing", "decisions");
    }

    @Test
    void shouldPrintAnEvaluationAsJson() {
        assertThat(execute("evaluate", "--driver", "constant", "--episodes", "20", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"successRate\"", "\"successRateInterval\"", "\"timeOutRate\"");
    }

    @Test
    void shouldRefuseAPictureOfAnUnknownKind(@TempDir Path folder) {
        String file = folder.resolve("turn.jpg").toString();
        assertThat(execute("evaluate", "--driver", "expert", "--episodes", "1", "--render", file))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--render", ".png", ".gif");
        assertThat(execute("evaluate", "--driver", "expert", "--episodes", "1", "--episode-seed", "3"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("give --render FILE");
    }

    @Test
    void shouldDrawTheEpisodeOfASeed(@TempDir Path folder) {
        Path file = folder.resolve("turn.png");
        assertThat(execute(
                        "evaluate",
                        "--driver",
                        "constant",
                        "--episodes",
                        "1",
                        "--json",
                        "--render",
                        file.toString(),
                        "--episode-seed",
                        "7"))
                .isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(err.toString()).contains("RTM03 under C0, seed 7");
        assertThat(out.toString()).startsWith("{");
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
