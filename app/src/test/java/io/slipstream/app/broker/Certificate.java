package io.slipstream.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A certificate for 127.0.0.1, its own authority, made with the JDK's keytool.
 *
 * @param keyStore PKCS12 with key and certificate
 * @param pem certificate alone, for those who shall trust it
 * @param password of the key store
 */
public record Certificate(Path keyStore, Path pem, String password) {
    /**
     * Makes one.
     *
     * @param folder where its files go
     * @param name of the files
     */
    public static Certificate make(Path folder, String name) throws Exception {
        Certificate made = new Certificate(folder.resolve(name + ".p12"), folder.resolve(name + ".pem"), "change-it");
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2");
        made.keytool("-exportcert", "-rfc", "-file", made.pem().toString());
        return made;
    }

    /** The line by which a user logs in with a password. */
    public static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "keytool")
                .toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-keystore", keyStore.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", password));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
