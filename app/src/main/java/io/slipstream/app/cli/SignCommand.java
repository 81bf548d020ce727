package io.slipstream.app.cli;

import io.slipstream.app.access.Vouching;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.signing.TrustedKeys;
import io.slipstream.runtime.signing.VersionSigner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipstream sign}: vouches for versions that are on the log. */
@Command(
        name = "sign",
        description =
                "Signs model versions that are on the log with learner.signing-key, as a user who may publish them: those from before there was"
                        + " a key, or under a key that is to go. Stop the learner meanwhile.")
public final class SignCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Which versions. */
    static final class Choice {
        @Option(names = "--all", description = "Every version of the fleet.")
        private boolean all;

        @Option(names = "--model-version", paramLabel = "N", description = "This version; may be given again.")
        private Set<Integer> versions = new TreeSet<>();
    }

    @Override
    public Integer call() {
        standard.applyLogging();
        Config config = options.load(SettingsCatalogue.all(), Map.of());
        Path key = config.get(LearnerSettings.SIGNING_KEY)
                .orElseThrow(() -> ConfigException.of(LearnerSettings.SIGNING_KEY.key() + " has to name the key"));
        VersionSigner signer = VersionSigner.of(key, LearnerSettings.SIGNING_KEY.key(), TrustedKeys.of(config));
        new ClusterCheck(config).require();
        // Those that nobody vouches for are what it is about.
        KafkaClients clients = new KafkaClients(config.with(CommonSettings.TRUSTED_KEYS, Optional.empty()));
        print(new Vouching(clients, signer, config.get(CommonSettings.FLEET))
                .sign(version -> choice.all || choice.versions.contains(version)));
        return 0;
    }

    private void print(List<Vouching.Signed> signed) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(signed));
        } else {
            signed.forEach(
                    one -> out.printf(Locale.ROOT, "version %d signed, before: %s%n", one.version(), one.before()));
            out.printf(Locale.ROOT, "%d signed%n", signed.size());
        }
        out.flush();
    }
}
