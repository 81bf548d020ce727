package io.slipstream.app.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium with a profile of its own. */
final class Chromium implements AutoCloseable {
    /** Where else to look, for machines that have it elsewhere. */
    static final String PROPERTY = "slipstream.chromium";

    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final DevTools tab;

    private Chromium(Process process, DevTools tab) {
        this.process = process;
        this.tab = tab;
    }

    /** The browser of this machine: named by a system property, or on the PATH. */
    static Optional<Path> find() {
        Stream<Path> named =
                Optional.ofNullable(System.getProperty(PROPERTY)).stream().map(Path::of);
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }

    /** Starts it with an empty page. */
    static Chromium start(Path executable, Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        // In containers tests run as root, where the sandbox does not start; only our own page is
                        // opened.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--window-size=1280,1000",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        Awaitility.await().atMost(START).until(() -> Files.exists(portFile) && Files.size(portFile) > 0);
        int port = Integer.parseInt(Files.readAllLines(portFile).get(0));
        return new Chromium(process, DevTools.connect(pageOf(port)));
    }

    private static URI pageOf(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        List<String> pages = new JsonArray(answer)
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(target -> target.getString("type").equals("page"))
                        .map(target -> target.getString("webSocketDebuggerUrl"))
                        .toList();
        return URI.create(pages.get(0));
    }

    DevTools tab() {
        return tab;
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
