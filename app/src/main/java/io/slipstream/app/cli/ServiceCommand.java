package io.slipstream.app.cli;

import io.slipstream.app.run.Fleet.Role;
import io.slipstream.app.run.ServiceHost;
import io.slipstream.app.run.StopSignal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One service alone in its process, until Ctrl-C. */
abstract class ServiceCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Role role;

    ServiceCommand(Role role) {
        this.role = role;
    }

    @Override
    public Integer call() {
        standard.applyLogging();
        var config = options.load(SettingsCatalogue.all(), Map.of(), shorthand());
        try (StopSignal stop = StopSignal.install()) {
            new ServiceHost(config, List.of(role))
                    .serve(stop, spec.commandLine().getErr());
        }
        return 0;
    }

    /** Settings by flags of their own. */
    Map<String, String> shorthand() {
        return Map.of();
    }

    /** {@code slipstream actor}. */
    @Command(
            name = "actor",
            description =
                    "Drives a policy in many environments and streams what happens; swaps versions while it drives.")
    static final class Actor extends ServiceCommand {
        @Mixin
        private final EnvironmentOptions environment = new EnvironmentOptions();

        Actor() {
            super(Role.ACTOR);
        }

        @Override
        Map<String, String> shorthand() {
            return environment.settings();
        }
    }

    /** {@code slipstream learner}. */
    @Command(
            name = "learner",
            description = "Takes the log in, trains the part that a decision names and publishes model versions.")
    static final class Learner extends ServiceCommand {
        Learner() {
            super(Role.LEARNER);
        }
    }

    /** {@code slipstream monitor}. */
    @Command(
            name = "monitor",
            description = "Measures on the log which part no longer fits, decides, and serves the live page.")
    static final class Monitor extends ServiceCommand {
        Monitor() {
            super(Role.MONITOR);
        }
    }
}
