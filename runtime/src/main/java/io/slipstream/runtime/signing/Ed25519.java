package io.slipstream.runtime.signing;

import io.slipstream.schemas.avro.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * The signature over a manifest's bytes. What is signed is everything on the wire before the field {@code signature}, which is the last one of
 * every release: no second form of a manifest has to be agreed upon, and fields that a reader does not know are vouched for, too.
 */
final class Ed25519 {
    static final String ALGORITHM = "Ed25519";

    /** Nothing else that this key may ever sign begins so. */
    private static final byte[] PURPOSE = "slipstream model version\n".getBytes(StandardCharsets.US_ASCII);

    private static final int FINGERPRINT_BYTES = 8;
    /** The index of a union's branch, below 64. */
    private static final int BRANCH_BYTES = 1;

    private Ed25519() {}

    /** The bytes of a record without its signature, be it absent or the one given. */
    static byte[] before(byte[] record, @Nullable Signature signature) {
        int trailing = BRANCH_BYTES + (signature == null ? 0 : length(signature));
        return Arrays.copyOf(record, Math.max(0, record.length - trailing));
    }

    static byte[] sign(PrivateKey key, byte[] payload) throws GeneralSecurityException {
        java.security.Signature signing = java.security.Signature.getInstance(ALGORITHM);
        signing.initSign(key);
        signing.update(PURPOSE);
        signing.update(payload);
        return signing.sign();
    }

    static boolean verifies(PublicKey key, byte[] payload, byte[] signature) {
        try {
            java.security.Signature verifying = java.security.Signature.getInstance(ALGORITHM);
            verifying.initVerify(key);
            verifying.update(PURPOSE);
            verifying.update(payload);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of a wrong form, which anybody may have written.
            return false;
        }
    }

    /** What a public key is called: the beginning of its SHA-256. */
    static String fingerprint(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int length(Signature signature) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<>(Signature.class).write(signature, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return out.size();
    }
}
