package io.slipstream.monitor.web;

import io.slipstream.monitor.web.AccessTokens.NamedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file with a token on each line: whose it is, the hex SHA-256 of the token, and when it ends, which may be left out. Read anew every time,
 * so that a token that is taken out is worth nothing at once; the tokens themselves stand nowhere. No file is no tokens.
 */
final class TokenFile implements Supplier<List<NamedToken>> {
    private static final int NAME = 0;
    private static final int DIGEST = 1;
    private static final int EXPIRES = 2;
    private static final int DIGEST_BYTES = 32;

    private final Path path;

    TokenFile(Path path) {
        this.path = path;
    }

    /** The file cannot be read or says something that is no token. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String problem, Throwable cause) {
            super(problem, cause);
        }
    }

    /**
     * Reads it.
     *
     * @throws UnreadableException naming the line, and never what stands on it
     */
    @Override
    public List<NamedToken> get() {
        List<NamedToken> tokens = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(path)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    tokens.add(token(line.strip().split("\\s+")));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UnreadableException("web.tokens: cannot read " + path, e);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new UnreadableException(
                    "web.tokens: line " + number + " of " + path
                            + " has to be NAME SHA256-OF-TOKEN [EXPIRES, as in 2027-01-31T00:00:00Z]",
                    e);
        }
        return tokens;
    }

    private static NamedToken token(String[] words) {
        if (words.length < EXPIRES || words.length > EXPIRES + 1) {
            throw new IllegalArgumentException("two or three words");
        }
        byte[] digest = HexFormat.of().parseHex(words[DIGEST]);
        if (digest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("no SHA-256");
        }
        return new NamedToken(
                words[NAME], digest, words.length > EXPIRES ? Instant.parse(words[EXPIRES]) : Instant.MAX);
    }
}
