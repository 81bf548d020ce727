package io.slipstream.runtime.signing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/**
 * A fresh pair of keys as files.
 *
 * @param privateKey PKCS#8 PEM, for the learner alone
 * @param publicKey X.509 PEM, for everybody
 * @param fingerprint what the pair is called
 */
public record KeyPairFiles(Path privateKey, Path publicKey, String fingerprint) {
    /**
     * Makes one; what is there is never written over.
     *
     * @param folder made when it is not there
     * @throws FileAlreadyExistsException if the folder has a key already
     */
    public static KeyPairFiles make(Path folder) throws IOException {
        KeyPair pair = pair();
        Files.createDirectories(folder);
        Path secret = folder.resolve("signing-key.pem");
        Path known = folder.resolve("trusted-key.pem");
        if (Files.exists(known)) {
            throw new FileAlreadyExistsException(known.toString());
        }
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(secret);
        }
        Files.writeString(secret, PemFile.text(pair.getPrivate().getEncoded(), "PRIVATE KEY"));
        Files.writeString(known, PemFile.text(pair.getPublic().getEncoded(), "PUBLIC KEY"));
        return new KeyPairFiles(secret, known, Ed25519.fingerprint(pair.getPublic()));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(Ed25519.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has " + Ed25519.ALGORITHM, e);
        }
    }
}
