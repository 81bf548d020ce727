package io.slipstream.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    private static final List<String> OURS = List.of("-Xms8g", "-Xmx8g", "-Da=b", "--add-modules=jdk.incubator.vector");

    @Test
    void shouldTakeOverOurFlags() {
        assertThat(JavaCommand.of(OURS, List.of("-Dc=d"), List.of("actor", "--x")))
                .containsSubsequence("-Xms8g", "-Xmx8g", "-Da=b", "--add-modules=jdk.incubator.vector", "-Dc=d", "-cp")
                .endsWith("io.slipstream.app.Slipstream", "actor", "--x");
    }

    @Test
    void shouldForgetOurHeapWhereOneIsAskedFor() {
        // With our -Xms a JVM with a smaller -Xmx refuses to start.
        assertThat(JavaCommand.of(OURS, List.of("-Xmx1g"), List.of("actor")))
                .doesNotContain("-Xms8g", "-Xmx8g")
                .containsSubsequence("-Da=b", "-Xmx1g", "-cp");
    }

    @Test
    void shouldBeOfThisJava() {
        assertThat(JavaCommand.of(List.of(), List.of("actor")))
                .first()
                .asString()
                .startsWith(System.getProperty("java.home"));
    }
}
