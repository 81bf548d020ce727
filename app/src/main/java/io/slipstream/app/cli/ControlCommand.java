package io.slipstream.app.cli;

import io.slipstream.app.run.CommandSender;
import io.slipstream.app.run.FleetVersions;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.control.CommandRequest;
import io.slipstream.runtime.control.Steering;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipstream control}: puts a command to a fleet on the log. */
@Command(
        name = "control",
        description =
                "Asks something of a fleet: pause, resume, force, forbid, allow, promote, rollback, freeze, unfreeze,"
                        + " task, shift or speed. The command is a record on the log, with who and why; services read it"
                        + " back when they start.")
public final class ControlCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "COMMAND", description = "What to ask.")
    private String command = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ARGUMENT",
            description =
                    "WORLD_MODEL or POLICY of force, forbid and allow; the version of promote and rollback (default:"
                            + " the candidate, and for rollback without one the version before); the task; the shift; the speed"
                            + " as a multiple of real time, 0 for as fast as possible.")
    private @Nullable String argument;

    @Option(names = "--fleet", paramLabel = "NAME", description = "Fleet that is meant (default: the setting fleet).")
    private @Nullable String fleet;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; stays on the log.")
    private String reason = "";

    @Option(
            names = "--who",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks (default: ${DEFAULT-VALUE}).")
    private String who = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Idempotence key: what has the same one is carried out once (default: a new one).")
    private @Nullable String id;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = cluster.config();
        CommandRequest request = request(fleet == null ? config.get(CommonSettings.FLEET) : fleet);
        new ClusterCheck(config).require();
        KafkaClients clients = new KafkaClients(config);
        requireKnown(clients, request);
        try (CommandSender sender = new CommandSender(clients)) {
            print(request, sender.send(request.toCommand(Instant.now())));
        }
        return 0;
    }

    private CommandRequest request(String of) {
        try {
            Steering steering = Steering.byId(command);
            return switch (steering) {
                case FORCE, FORBID, ALLOW -> request(steering, of, argument, null, null, null);
                case PROMOTE, ROLLBACK -> request(steering, of, null, number(argument), null, null);
                case TASK, SHIFT -> request(steering, of, null, null, argument, null);
                case SPEED -> request(steering, of, null, null, null, number(argument));
                default -> plain(steering, of);
            };
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CommandRequest plain(Steering steering, String of) {
        if (argument != null) {
            throw new IllegalArgumentException(steering.id() + " takes no argument");
        }
        return request(steering, of, null, null, null, null);
    }

    private CommandRequest request(
            Steering steering,
            String of,
            @Nullable String component,
            @Nullable Double version,
            @Nullable String scenario,
            @Nullable Double speed) {
        return new CommandRequest(
                id == null ? UUID.randomUUID().toString() : id,
                steering,
                of,
                Optional.ofNullable(component),
                version == null ? OptionalInt.empty() : OptionalInt.of(whole(version)),
                steering == Steering.TASK ? Optional.ofNullable(scenario) : Optional.empty(),
                steering == Steering.SHIFT ? Optional.ofNullable(scenario) : Optional.empty(),
                speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed),
                who,
                reason);
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number", e);
        }
    }

    private static int whole(double number) {
        if (number != Math.rint(number)) {
            throw new IllegalArgumentException("a version is a whole number");
        }
        return (int) number;
    }

    private static void requireKnown(KafkaClients clients, CommandRequest request) {
        FleetVersions versions = FleetVersions.read(clients, request.fleet());
        if (versions.numbers().isEmpty()) {
            throw new CommandFailure("there is no fleet '" + request.fleet()
                    + "' on the log; fleets with model versions: " + String.join(", ", versions.fleets()));
        }
        request.version().ifPresent(version -> {
            if (!versions.numbers().contains(version)) {
                throw new CommandFailure("there is no model version " + version + " of fleet '" + request.fleet()
                        + "'; there are " + versions.numbers());
            }
        });
    }

    private void print(CommandRequest request, long offset) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", request.id());
            answer.put("command", request.steering().id());
            answer.put("fleet", request.fleet());
            answer.put("offset", offset);
            out.println(Json.of(answer));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s of fleet %s is on the log at offset %d, id %s%n",
                    request.steering().id(),
                    request.fleet(),
                    offset,
                    request.id());
        }
        out.flush();
    }
}
