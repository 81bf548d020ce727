package io.slipstream.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AclsCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldNameTopicsByPrefixAndTransactionsByFleet() {
        assertThat(execute("acls", "--set", "topics.prefix=other", "--set", "fleet=north"))
                .isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "User:slipstream-actor TOPIC LITERAL other.transitions.v1 WRITE",
                        "User:slipstream-learner TRANSACTIONAL_ID LITERAL slipstream-learner-north WRITE",
                        "User:slipstream-monitor TOPIC PREFIXED other-monitor CREATE")
                .doesNotContain("User:slipstream-actor TOPIC LITERAL other.models.v1 WRITE");
    }

    @Test
    void shouldPrintJson() {
        assertThat(execute("acls", "--json")).isZero();
        assertThat(out.toString()).startsWith("[").contains("\"principal\" : \"User:slipstream-operator\"");
    }

    private int execute(String... arguments) {
        CommandLine line = CommandLines.of(new SlipstreamCommand());
        return line.setOut(new PrintWriter(out, true)).execute(arguments);
    }
}
