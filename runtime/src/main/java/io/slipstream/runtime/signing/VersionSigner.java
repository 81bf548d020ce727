package io.slipstream.runtime.signing;

import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Signature;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs manifests. The manifest names the hash of every blob, so that its signature vouches for the weights, too. */
public final class VersionSigner {
    private final AvroCodec<ModelVersion> codec = AvroCodec.of(ModelVersion.class);
    private final PrivateKey key;
    private final String fingerprint;

    private VersionSigner(PrivateKey key, String fingerprint) {
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /**
     * A signer with the key of a file.
     *
     * @param file PKCS#8 PEM of an Ed25519 private key
     * @param setting key of the setting that names it, for errors
     * @param trusted keys that readers trust
     * @throws ConfigException if there is no such key in the file, or nobody would trust it
     */
    public static VersionSigner of(Path file, String setting, Optional<TrustedKeys> trusted) {
        List<byte[]> blocks = PemFile.blocks(file, "PRIVATE KEY", setting);
        if (blocks.size() != 1) {
            throw ConfigException.of(setting + ": " + file + " has to hold one private key and holds " + blocks.size()
                    + "; `slipstream keys` makes one");
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(Ed25519.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0)));
            byte[] probe = Ed25519.sign(key, new byte[0]);
            // A learner that goes on from the log has to know its own versions from forged ones.
            String fingerprint = trusted.flatMap(keys -> keys.signer(new byte[0], probe))
                    .orElseThrow(
                            () -> ConfigException.of("models.trusted-keys has to name the public half of the key in "
                                    + file + ", or nobody could verify what " + setting + " signs"));
            return new VersionSigner(key, fingerprint);
        } catch (GeneralSecurityException e) {
            throw ConfigException.of(setting + ": " + file + " holds no Ed25519 private key (" + e + ")");
        }
    }

    /** Fingerprint of the key's public half. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The manifest with a signature, in place of one that is there. */
    public ModelVersion sign(ModelVersion manifest) {
        byte[] payload = Ed25519.before(codec.encode(with(manifest, null)), null);
        try {
            return with(manifest, new Signature(fingerprint, ByteBuffer.wrap(Ed25519.sign(key, payload))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key signed at the start and does not any more", e);
        }
    }

    /** Not by the builder, which copies maps: the copy could be written in another order than the bytes that were signed. */
    private static ModelVersion with(ModelVersion manifest, @Nullable Signature signature) {
        return new ModelVersion(
                manifest.getFleet(),
                manifest.getVersion(),
                manifest.getParent(),
                manifest.getDecision(),
                manifest.getComponent(),
                manifest.getSpec(),
                manifest.getBase(),
                manifest.getAdapters(),
                manifest.getReference(),
                manifest.getTrainingOffsets(),
                manifest.getSeed(),
                manifest.getUpdates(),
                manifest.getTrainableParameters(),
                manifest.getBytesPublished(),
                manifest.getCreatedAt(),
                manifest.getTraining(),
                signature);
    }
}
