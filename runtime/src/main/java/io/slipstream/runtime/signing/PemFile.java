package io.slipstream.runtime.signing;

import io.slipstream.runtime.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of a PEM file, as openssl and {@code slipstream keys} write them. */
final class PemFile {
    private static final int LINE = 64;

    private PemFile() {}

    /**
     * The bytes of every block of a kind.
     *
     * @param kind what stands behind BEGIN: PUBLIC KEY, PRIVATE KEY
     * @param setting key of the setting that names the file, for the error
     * @throws ConfigException if the file cannot be read or a block is not base64
     */
    static List<byte[]> blocks(Path file, String kind, String setting) {
        Pattern block = Pattern.compile("-----BEGIN " + kind + "-----([^-]*)-----END " + kind + "-----");
        List<byte[]> blocks = new ArrayList<>();
        try {
            Matcher matcher = block.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            while (matcher.find()) {
                blocks.add(Base64.getMimeDecoder().decode(matcher.group(1)));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw ConfigException.of(setting + ": cannot read " + file + " (" + e + ")");
        }
        return blocks;
    }

    /** A file of one block. */
    static String text(byte[] der, String kind) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
