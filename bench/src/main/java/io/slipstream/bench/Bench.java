package io.slipstream.bench;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.bench.simulator.SimCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code slipstream bench}: how fast the parts are. Alone it prints its help. */
@Command(
        name = "slipstream bench",
        description = "Measures how fast parts of Slipstream are.",
        mixinStandardHelpOptions = true,
        subcommands = SimCommand.class)
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }

    /** Runs one benchmark and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.of(new Bench()).execute(arguments));
    }
}
