package io.slipstream.learner.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Sections of a file: lengths before contents, maps sorted. */
final class Sections {
    private Sections() {}

    static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static void write(DataOutputStream out, Map<String, Long> longs) throws IOException {
        out.writeInt(longs.size());
        for (Map.Entry<String, Long> entry : new TreeMap<>(longs).entrySet()) {
            write(out, entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a section of " + length + " bytes does not fit what is left");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static Map<String, Long> readLongs(DataInputStream in) throws IOException {
        Map<String, Long> longs = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            longs.put(readText(in), in.readLong());
        }
        return longs;
    }
}
