package io.slipstream.monitor.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token that a command needs. Without one configured nobody may command anything over HTTP. */
final class AccessToken {
    /** What a request may do. */
    enum Access {
        /** Commands are carried out. */
        GRANTED,
        /** The token is missing or wrong. */
        WRONG_TOKEN,
        /** There is no token that would be right. */
        READ_ONLY
    }

    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> digest;

    AccessToken(Optional<String> token) {
        digest = token.map(AccessToken::sha256);
    }

    /** What a request with that Authorization header may do; takes the same time however much of a token is right. */
    Access of(@Nullable String authorization) {
        if (digest.isEmpty()) {
            return Access.READ_ONLY;
        }
        String given = authorization != null && authorization.startsWith(SCHEME)
                ? authorization.substring(SCHEME.length())
                : "";
        return MessageDigest.isEqual(digest.get(), sha256(given)) ? Access.GRANTED : Access.WRONG_TOKEN;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
