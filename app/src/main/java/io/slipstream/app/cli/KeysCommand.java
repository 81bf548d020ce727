package io.slipstream.app.cli;

import io.slipstream.runtime.signing.KeyPairFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipstream keys}: a pair of keys for model versions. */
@Command(
        name = "keys",
        description =
                "Makes a pair of Ed25519 keys: the learner signs model versions with one, everybody else verifies them with the other.")
public final class KeysCommand implements Callable<Integer> {
    @Mixin
    private final StandardOptions standard = new StandardOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for signing-key.pem and trusted-key.pem; keys that are there are kept.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        standard.applyLogging();
        try {
            KeyPairFiles made = KeyPairFiles.make(out);
            PrintWriter text = spec.commandLine().getOut();
            text.printf(Locale.ROOT, "%s  for the learner alone: learner.signing-key%n", made.privateKey());
            text.printf(Locale.ROOT, "%s  for learner, actors and monitor: models.trusted-keys%n", made.publicKey());
            text.printf(Locale.ROOT, "fingerprint %s%n", made.fingerprint());
            text.flush();
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(out + " holds a key already; name another folder with --out", e);
        } catch (IOException e) {
            throw new CommandFailure("cannot write keys to " + out + ": " + e.getMessage(), e);
        }
    }
}
