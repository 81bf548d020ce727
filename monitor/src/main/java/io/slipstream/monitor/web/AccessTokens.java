package io.slipstream.monitor.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a command needs: one that nobody in particular has, or a file with a name and an end for each. Without any nobody may command
 * anything over HTTP.
 */
final class AccessTokens {
    private static final String SCHEME = "Bearer ";

    private final List<NamedToken> shared;
    private final Optional<TokenFile> file;
    private final Clock clock;

    /** What a request may do. */
    sealed interface Access {}

    /**
     * Commands are carried out.
     *
     * @param name who has the token; empty when it is nobody's in particular
     */
    record Granted(Optional<String> name) implements Access {}

    /**
     * They are not.
     *
     * @param status of the answer
     * @param reason for people
     */
    record Denied(int status, String reason) implements Access {}

    /**
     * @param token that has neither name nor end
     * @param file with names and ends, read anew for every request
     * @param clock tells what has ended
     */
    AccessTokens(Optional<String> token, Optional<TokenFile> file, Clock clock) {
        this.shared = token.map(text -> new NamedToken("", sha256(text), Instant.MAX)).stream()
                .toList();
        this.file = file;
        this.clock = clock;
    }

    /** What a request with that Authorization header may do; takes the same time however much of a token is right. */
    Access of(@Nullable String authorization) {
        String given = authorization != null && authorization.startsWith(SCHEME)
                ? authorization.substring(SCHEME.length())
                : "";
        try {
            List<NamedToken> tokens = new ArrayList<>(shared);
            file.map(Supplier::get).ifPresent(tokens::addAll);
            return tokens.isEmpty()
                    ? new Denied(
                            403,
                            "commands are switched off: set web.token or web.tokens, or use `slipstream control` on the"
                                    + " brokers")
                    : access(tokens, sha256(given));
        } catch (TokenFile.UnreadableException e) {
            return new Denied(503, String.valueOf(e.getMessage()));
        }
    }

    private Access access(List<NamedToken> tokens, byte[] given) {
        NamedToken shown = null;
        for (NamedToken token : tokens) {
            // Every one is compared, so that the time says nothing about which is right.
            shown = MessageDigest.isEqual(token.sha256(), given) ? token : shown;
        }
        if (shown == null) {
            return new Denied(401, "the token is missing or wrong");
        }
        return clock.instant().isBefore(shown.expires())
                ? new Granted(Optional.of(shown.name()).filter(name -> !name.isEmpty()))
                : new Denied(401, "the token of " + shown.name() + " expired at " + shown.expires());
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A token that somebody has.
     *
     * @param name whose; empty for nobody's in particular
     * @param sha256 of the token
     * @param expires from when on it is worth nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared in constant time, above, and never as a record.
    record NamedToken(String name, byte[] sha256, Instant expires) {}
}
