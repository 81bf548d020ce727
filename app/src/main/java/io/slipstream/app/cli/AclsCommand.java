package io.slipstream.app.cli;

import io.slipstream.app.access.AccessList;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipstream acls}: who may do what on the log. */
@Command(
        name = "acls",
        description =
                "Prints the access control list that the services need, and nothing more; --create adds it to the cluster.")
public final class AclsCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--create",
            description = "Add what is missing to the cluster, as a user who may; nothing is taken away.")
    private boolean create;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** One line of the answer. */
    record Line(String principal, String resource, String pattern, String name, String operation) {}

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = options.load(SettingsCatalogue.all(), Map.of());
        List<AclBinding> bindings = new AccessList(config).all();
        if (create) {
            create(config, bindings);
        }
        print(bindings.stream().map(AclsCommand::line).toList());
        return 0;
    }

    private static void create(Config config, List<AclBinding> bindings) {
        new ClusterCheck(config).require();
        try (Admin admin = new KafkaClients(config).admin("slipstream-acls")) {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    "the cluster did not take the access control list: " + e.getCause()
                            + "; has it an authorizer, and may this user alter the cluster?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted; parts of the access control list may have been added", e);
        }
    }

    private static Line line(AclBinding binding) {
        return new Line(
                binding.entry().principal(),
                binding.pattern().resourceType().name(),
                binding.pattern().patternType().name(),
                binding.pattern().name(),
                binding.entry().operation().name());
    }

    private void print(List<Line> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(lines));
        } else {
            String format = "%-26s %-17s %-9s %-30s %s%n";
            out.printf(Locale.ROOT, format, "principal", "resource", "pattern", "name", "operation");
            lines.forEach(line -> out.printf(
                    Locale.ROOT,
                    format,
                    line.principal(),
                    line.resource(),
                    line.pattern(),
                    line.name(),
                    line.operation()));
        }
        out.flush();
    }
}
