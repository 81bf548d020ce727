package io.slipstream.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, as it is, beside a JDK and a Maven that only say how they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    private static final String MODULES = "--add-modules";
    private static final String VECTORS = "jdk.incubator.vector";

    @TempDir
    private Path folder;

    private Path home;
    private Path source;
    private final List<String> environment = new ArrayList<>();

    @BeforeEach
    void checkout() throws IOException {
        home = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(Path.of("..", "slipstream"), home.resolve("slipstream"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        source = Files.createDirectories(home.resolve("app/src/main")).resolve("Slipstream.java");
        Files.writeString(source, "");
        script(home.resolve("mvnw"), """
                echo "$@" >>builds
                for module in app bench; do printf %s "$PWD/pom.xml" >"$module/target/classpath.txt"; done
                """);
        Files.createDirectories(home.resolve("app/target"));
        Files.createDirectories(home.resolve("bench/target"));
        environment.add("JAVA_HOME=" + jdk("17.0.1", "java.base " + VECTORS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "actor", "study", "soak", "bench"})
    void shouldComputeInVectorsWhereMuchIsDriven(String command) throws Exception {
        assertThat(start(command).out()).containsSequence(MODULES, VECTORS);
    }

    @Test
    void shouldLeaveVectorsOutElsewhere() throws Exception {
        assertThat(start("evaluate").out()).doesNotContain(MODULES);
        environment.add("JAVA_HOME=" + jdk("17.0.2", "java.base"));
        assertThat(start("run").out()).as("of a JDK without them").doesNotContain(MODULES);
    }

    @Test
    void shouldPassOnArgumentsFlagsAndExitCodes() throws Exception {
        environment.add("SLIPSTREAM_JAVA_OPTS=-Xmx4g -Dx=y");
        environment.add("FAKE_EXIT=2");
        Ended ended = start("evaluate", "--model", "a folder", "");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out())
                .contains("-Dslipstream.home=" + home.toRealPath())
                .containsSequence("-Xmx4g", "-Dx=y", "-cp")
                .endsWith("io.slipstream.app.Slipstream", "evaluate", "--model", "a folder", "");
        assertThat(start("bench", "sim").out()).endsWith("io.slipstream.bench.Bench", "sim");
    }

    @Test
    void shouldAllowNativesWhereJavaAsksForIt() throws Exception {
        assertThat(start("run").out()).doesNotContain("--enable-native-access=ALL-UNNAMED");
        environment.add("JAVA_HOME=" + jdk("25", "java.base"));
        assertThat(start("run").out()).contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void shouldBuildOnceAndAgainWhenASourceIsNewer() throws Exception {
        Ended first = start("run");
        assertThat(first.err()).contains("building with");
        assertThat(first.out().get(first.out().indexOf("-cp") + 1)).endsWith("/app/target/classes:" + real("pom.xml"));
        assertThat(start("run").err()).doesNotContain("building with");
        assertThat(builds()).hasSize(1);

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        start("run");
        assertThat(builds()).hasSize(2).allMatch(build -> build.contains("-pl app -am"));
        Files.delete(home.resolve("app/target/classpath.txt"));
        environment.add("SLIPSTREAM_NO_BUILD=1");
        Ended refused = start("run");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing is built yet and SLIPSTREAM_NO_BUILD is set");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void shouldSayWhyABuildFailed() throws Exception {
        script(home.resolve("mvnw"), "echo '[ERROR] no network'\nexit 1\n");
        Ended ended = start("run");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("[ERROR] no network", "the build failed", real("app/target/launcher.log"));
    }

    @Test
    void shouldSayThatAJavaIsTooOld() throws Exception {
        Path old = jdk("1.8.0_392", "");
        environment.add("JAVA_HOME=" + old);
        // The JDK that it finds instead is one of this machine, which then knows no such class.
        Ended ended = start("run");

        assertThat(ended.err()).contains("JAVA_HOME=" + old + " is not a JDK 17 or newer; looking further");
        assertThat(ended.code()).isNotZero();
    }

    @Test
    void shouldFindItsHomeThroughLinks() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/two"), Path.of("../a checkout/slipstream"));
        Files.createSymbolicLink(folder.resolve("slip"), Path.of("bin/two"));

        assertThat(start(folder.resolve("slip"), "run").out()).contains("-Dslipstream.home=" + home.toRealPath());
    }

    private record Ended(int code, List<String> out, String err) {}

    private Ended start(String... arguments) throws IOException, InterruptedException {
        return start(home.resolve("slipstream"), arguments);
    }

    private Ended start(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "XDG_CACHE_HOME=" + folder.resolve("cache")));
        command.addAll(environment);
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // What the build that runs this test was started with is not the launcher's concern.
        builder.environment().keySet().removeIf(name -> name.startsWith("SLIPSTREAM_") || name.startsWith("JAVA_"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
        return new Ended(process.exitValue(), Files.readAllLines(out, UTF_8), Files.readString(err, UTF_8));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(home.resolve("builds"));
    }

    private String real(String file) throws IOException {
        return home.toRealPath().resolve(file).toString();
    }

    /** A JDK that prints its arguments, a line each, and ends as it is told to. */
    private Path jdk(String version, String modules) throws IOException {
        Path jdk = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"%nMODULES=\"%s\"%n".formatted(version, modules));
        script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"\nexit \"${FAKE_EXIT:-0}\"\n");
        script(jdk.resolve("bin/javac"), "");
        return jdk;
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
