package io.slipstream.runtime.signing;

import io.slipstream.runtime.serde.RecordCodec;
import io.slipstream.runtime.serde.UnreadableRecordException;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.Signature;

/** Manifests that a trusted key vouches for: all others cannot be read, so that no reader can forget to ask. */
public final class VerifiedVersions implements RecordCodec<ModelVersion> {
    private final RecordCodec<ModelVersion> wire;
    private final TrustedKeys trusted;

    /**
     * @param wire how manifests travel
     * @param trusted who may vouch
     */
    public VerifiedVersions(RecordCodec<ModelVersion> wire, TrustedKeys trusted) {
        this.wire = wire;
        this.trusted = trusted;
    }

    @Override
    public byte[] encode(ModelVersion manifest) {
        return wire.encode(manifest);
    }

    /**
     * Decodes a manifest and verifies it.
     *
     * @throws UnreadableRecordException also when it is not signed, not by a trusted key, or was changed afterwards
     */
    @Override
    public ModelVersion decode(byte[] bytes) {
        ModelVersion manifest = wire.decode(bytes);
        Signature signature = manifest.getSignature();
        if (signature == null) {
            throw refused(manifest, "is not signed");
        }
        trusted.problem(Ed25519.before(bytes, signature), signature).ifPresent(problem -> {
            throw refused(manifest, problem);
        });
        return manifest;
    }

    private static UnreadableRecordException refused(ModelVersion manifest, String problem) {
        return new UnreadableRecordException(
                "model version " + manifest.getVersion() + " of fleet '" + manifest.getFleet() + "' " + problem);
    }
}
