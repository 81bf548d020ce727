package io.slipstream.runtime.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigException;
import io.slipstream.runtime.serde.AvroCodec;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.ReleasedSchemas;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.MismatchReference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Signature;
import io.slipstream.schemas.avro.Tensor;
import io.slipstream.schemas.avro.TrainingRecord;
import io.slipstream.schemas.avro.WeightsReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedVersionsTest {
    private static final AvroCodec<ModelVersion> WIRE = AvroCodec.of(ModelVersion.class);

    @TempDir
    Path folder;

    private KeyPairFiles keys;
    private TrustedKeys trusted;
    private VersionSigner signer;
    private VerifiedVersions verified;

    @BeforeEach
    void make() throws IOException {
        keys = KeyPairFiles.make(folder.resolve("keys"));
        trusted = trust(keys.publicKey());
        signer = VersionSigner.of(keys.privateKey(), "learner.signing-key", Optional.of(trusted));
        verified = new VerifiedVersions(WIRE, trusted);
    }

    @Test
    void shouldReadWhatATrustedKeySigned() {
        ModelVersion signed = signer.sign(manifest(7));

        ModelVersion read = verified.decode(WIRE.encode(signed));

        assertThat(read.getVersion()).isEqualTo(7);
        assertThat(read.getSignature().getKey()).isEqualTo(keys.fingerprint());
    }

    @Test
    void shouldRefuseWhatIsNotSigned() {
        byte[] bytes = WIRE.encode(manifest(7));

        assertThatThrownBy(() -> verified.decode(bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("model version 7 of fleet 'fleet' is not signed");
    }

    @Test
    void shouldRefuseAKeyThatIsNotTrusted() throws IOException {
        KeyPairFiles foreign = KeyPairFiles.make(folder.resolve("foreign"));
        VersionSigner intruder = VersionSigner.of(foreign.privateKey(), "key", Optional.of(trust(foreign.publicKey())));
        byte[] bytes = WIRE.encode(intruder.sign(manifest(7)));

        assertThatThrownBy(() -> verified.decode(bytes))
                .hasMessageContaining("signed with the key " + foreign.fingerprint())
                .hasMessageContaining("not among models.trusted-keys");
    }

    @Test
    void shouldRefuseAnotherKeysSignatureUnderATrustedName() throws IOException {
        KeyPairFiles foreign = KeyPairFiles.make(folder.resolve("foreign"));
        VersionSigner intruder = VersionSigner.of(foreign.privateKey(), "key", Optional.of(trust(foreign.publicKey())));
        ModelVersion forged = intruder.sign(manifest(7));
        forged.put(
                "signature",
                new Signature(keys.fingerprint(), forged.getSignature().getBytes()));

        assertThatThrownBy(() -> verified.decode(WIRE.encode(forged))).hasMessageContaining("is not what was signed");
    }

    @Test
    void shouldRefuseEveryChangeOfASingleByte() {
        byte[] sound = WIRE.encode(signer.sign(manifest(7)));

        for (int i = 0; i < sound.length; i++) {
            byte[] changed = sound.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> verified.decode(changed))
                    .as("byte %d", i)
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void shouldTakeAnyKeyOfAFolderSoThatKeysCanBeChanged() throws IOException {
        KeyPairFiles next = KeyPairFiles.make(folder.resolve("next"));
        Path both = Files.createDirectory(folder.resolve("both"));
        Files.copy(keys.publicKey(), both.resolve("2026.pem"));
        Files.copy(next.publicKey(), both.resolve("2027.pem"));
        VerifiedVersions readers = new VerifiedVersions(WIRE, trust(both));
        VersionSigner young = VersionSigner.of(next.privateKey(), "key", Optional.of(trust(both)));

        assertThat(readers.decode(WIRE.encode(signer.sign(manifest(1)))).getVersion())
                .isEqualTo(1);
        assertThat(readers.decode(WIRE.encode(young.sign(manifest(2)))).getVersion())
                .isEqualTo(2);
        assertThat(young.fingerprint()).isNotEqualTo(signer.fingerprint());
    }

    @Test
    void shouldSignAnew() {
        ModelVersion once = signer.sign(manifest(3));

        assertThat(verified.decode(WIRE.encode(signer.sign(once)))).isEqualTo(verified.decode(WIRE.encode(once)));
    }

    @Test
    void shouldSaySoWhenNobodyWouldTrustTheSigningKey() throws IOException {
        KeyPairFiles other = KeyPairFiles.make(folder.resolve("other"));

        assertThatThrownBy(() -> VersionSigner.of(other.privateKey(), "learner.signing-key", Optional.of(trusted)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("models.trusted-keys has to name the public half");
        assertThatThrownBy(() -> VersionSigner.of(other.privateKey(), "learner.signing-key", Optional.empty()))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldSaySoWhenAFileHoldsNoKey() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "no key");

        assertThatThrownBy(() -> trust(text)).hasMessageContaining("holds no public key");
        assertThatThrownBy(() -> trust(folder.resolve("missing.pem"))).hasMessageContaining("cannot read");
        assertThatThrownBy(() -> VersionSigner.of(text, "learner.signing-key", Optional.of(trusted)))
                .hasMessageContaining("has to hold one private key");
    }

    @Test
    void shouldNeverWriteOverAKey() {
        assertThatThrownBy(() -> KeyPairFiles.make(folder.resolve("keys"))).isInstanceOf(IOException.class);
    }

    /** What is signed is all that stands before the signature, so nothing may ever stand behind it. */
    @Test
    void shouldHaveTheSignatureLastInEveryRelease() {
        for (Schema released : ReleasedSchemas.of(ModelVersion.class)) {
            List<Schema.Field> fields = released.getFields();
            Schema.Field signature = released.getField("signature");
            assertThat(signature == null || signature.pos() == fields.size() - 1)
                    .as(released.toString())
                    .isTrue();
        }
        assertThat(ModelVersion.getClassSchema().getField("signature").pos())
                .isEqualTo(ModelVersion.getClassSchema().getFields().size() - 1);
    }

    private static TrustedKeys trust(Path path) {
        return TrustedKeys.of(Config.defaults().with(CommonSettings.TRUSTED_KEYS, Optional.of(path)))
                .orElseThrow();
    }

    /** With maps of many keys: they have to be written in the order in which they were signed. */
    private static ModelVersion manifest(int version) {
        Tensor none = new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0));
        Map<String, String> settings = new HashMap<>();
        IntStream.range(0, 20).forEach(i -> settings.put("key" + i, "value"));
        WeightsReference blob = new WeightsReference("base", "00", 1L, 1);
        return ModelVersion.newBuilder()
                .setFleet("fleet")
                .setVersion(version)
                .setComponent(Component.POLICY)
                .setSpec("{}")
                .setBase(blob)
                .setAdapters(List.of(blob))
                .setReference(new MismatchReference(List.of(), none, none, Map.of("C1", 1.0, "C2", 2.0), null))
                .setTrainingOffsets(List.of())
                .setSeed(1)
                .setUpdates(1)
                .setTrainableParameters(1)
                .setBytesPublished(1)
                .setCreatedAt(Instant.EPOCH)
                .setTraining(new TrainingRecord(blob, Map.copyOf(settings), List.of(), List.of()))
                .build();
    }
}
