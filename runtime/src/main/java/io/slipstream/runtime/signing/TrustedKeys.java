package io.slipstream.runtime.signing;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.schemas.avro.Signature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The public keys that may vouch for a model version, by fingerprint; several, so that keys can be changed one after the other. */
public final class TrustedKeys {
    private static final String SETTING = CommonSettings.TRUSTED_KEYS.key();

    private final Map<String, PublicKey> keys;

    private TrustedKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * The keys that a configuration trusts.
     *
     * @return nothing when it names none: then nobody is asked for a signature
     * @throws ConfigException if the file, or a file of the folder, holds no Ed25519 public key
     */
    public static Optional<TrustedKeys> of(Config config) {
        return config.get(CommonSettings.TRUSTED_KEYS).map(TrustedKeys::read);
    }

    private static TrustedKeys read(Path path) {
        Map<String, PublicKey> keys = new TreeMap<>();
        for (Path file : files(path)) {
            List<byte[]> blocks = PemFile.blocks(file, "PUBLIC KEY", SETTING);
            if (blocks.isEmpty()) {
                throw ConfigException.of(SETTING + ": " + file + " holds no public key; `slipstream keys` makes one");
            }
            blocks.stream().map(der -> key(der, file)).forEach(key -> keys.put(Ed25519.fingerprint(key), key));
        }
        return new TrustedKeys(keys);
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        // What a mounted secret lays beside its files begins with a dot.
        try (Stream<Path> there = Files.list(path)) {
            List<Path> files = there.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw ConfigException.of(SETTING + ": the folder " + path + " is empty");
            }
            return new ArrayList<>(files);
        } catch (IOException e) {
            throw ConfigException.of(SETTING + ": cannot read " + path + " (" + e + ")");
        }
    }

    private static PublicKey key(byte[] der, Path file) {
        try {
            return KeyFactory.getInstance(Ed25519.ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw ConfigException.of(SETTING + ": " + file + " holds a public key that is not Ed25519 (" + e + ")");
        }
    }

    /** Fingerprints of the keys. */
    public List<String> fingerprints() {
        return keys.keySet().stream().sorted().toList();
    }

    /** The key that made a signature; nothing when none of these did. */
    Optional<String> signer(byte[] payload, byte[] signature) {
        return keys.entrySet().stream()
                .filter(key -> Ed25519.verifies(key.getValue(), payload, signature))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Why bytes are not vouched for; nothing when they are. */
    Optional<String> problem(byte[] payload, Signature signature) {
        PublicKey key = keys.get(signature.getKey());
        if (key == null) {
            return Optional.of("is signed with the key " + signature.getKey() + ", which is not among " + SETTING);
        }
        ByteBuffer given = signature.getBytes().duplicate();
        byte[] bytes = new byte[given.remaining()];
        given.get(bytes);
        return Ed25519.verifies(key, payload, bytes)
                ? Optional.empty()
                : Optional.of("is not what was signed with the key " + signature.getKey());
    }
}
