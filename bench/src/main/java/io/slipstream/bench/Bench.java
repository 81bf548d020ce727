package io.slipstream.bench;

import io.slipstream.app.cli.CommandLines;
import io.slipstream.bench.simulator.SimCommand;
import io.slipstream.bench.speed.SpeedCommand;

/** {@code slipstream bench}: how fast Slipstream is, and how fast it could be on this machine. */
public final class Bench {
    private Bench() {}

    /** Runs benchmarks and exits with their code. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.of(new SpeedCommand())
                .addSubcommand(new SimCommand())
                .execute(arguments));
    }
}
