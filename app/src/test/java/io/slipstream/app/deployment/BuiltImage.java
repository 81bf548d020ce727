package io.slipstream.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as {@code docker load} takes it.
 *
 * @param config what it runs, and as whom
 * @param layers from the lowest to the uppermost
 */
record BuiltImage(JsonNode config, List<Layer> layers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A file of a layer.
     *
     * @param path absolute
     * @param mode rights, as Unix writes them
     * @param bytes size
     */
    record Item(String path, int mode, long bytes) {}

    /**
     * A layer.
     *
     * @param bytes size as it travels, compressed
     * @param items its files
     */
    record Layer(long bytes, List<Item> items) {
        long unpacked() {
            return items.stream().mapToLong(Item::bytes).sum();
        }
    }

    static BuiltImage read(Path tar) throws IOException {
        Map<String, byte[]> texts = new HashMap<>();
        Map<String, Layer> layers = new HashMap<>();
        try (TarArchiveInputStream archive = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    texts.put(entry.getName(), archive.readAllBytes());
                } else {
                    layers.put(entry.getName(), new Layer(entry.getSize(), items(archive)));
                }
            }
        }
        JsonNode manifest = JSON.readTree(text(texts, "manifest.json")).get(0);
        List<Layer> ordered = new ArrayList<>();
        manifest.get("Layers").forEach(name -> ordered.add(Objects.requireNonNull(layers.get(name.asText()))));
        return new BuiltImage(JSON.readTree(text(texts, manifest.get("Config").asText())), ordered);
    }

    List<Item> items() {
        return layers.stream().flatMap(layer -> layer.items().stream()).toList();
    }

    private static InputStream text(Map<String, byte[]> texts, String name) {
        return new ByteArrayInputStream(Objects.requireNonNull(texts.get(name)));
    }

    // The stream of the archive is not this method's to close.
    @SuppressWarnings("resource")
    private static List<Item> items(InputStream compressed) throws IOException {
        TarArchiveInputStream layer = new TarArchiveInputStream(new GZIPInputStream(compressed));
        List<Item> items = new ArrayList<>();
        for (TarArchiveEntry entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
            if (entry.isFile()) {
                items.add(new Item("/" + entry.getName(), entry.getMode() & 0777, entry.getSize()));
            }
        }
        return items;
    }
}
