package io.slipstream.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code kubectl kustomize}, which needs no cluster. */
final class Kustomize {
    private Kustomize() {}

    /** All objects of a folder as YAML; a test that asks for them is skipped, and says so, where kubectl is not there. */
    static String render(Path folder) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return abort("overlays are not composed here, since kubectl is not installed: " + e.getMessage());
        }
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("kubectl kustomize %s", folder).isZero();
        return yaml;
    }
}
