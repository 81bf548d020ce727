package io.slipstream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model on disk: {@code manifest.json} (sizes, hashes, provenance), {@code base.safetensors}, {@code units.safetensors} when
 * the policy has sub-units, one file per adapter and {@code reference.json}. The manifest is written last, so that a folder that has one is whole.
 */
public final class ModelFolder {
    private static final String MANIFEST = "manifest.json";
    private static final String BASE = "base.safetensors";
    private static final String UNITS = "units.safetensors";
    private static final String REFERENCE = "reference.json";
    private static final int FORMAT = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelFolder() {}

    /**
     * Writes a model, replacing what is there.
     *
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static void write(Path folder, StoredModel model) {
        try {
            Files.createDirectories(folder);
            ObjectNode manifest = JSON.createObjectNode();
            manifest.put("format", FORMAT);
            manifest.put("version", model.version());
            manifest.set("spec", JSON.readTree(model.base().spec().toJson()));
            manifest.set(
                    "base",
                    file(folder, BASE, model.base().withUnits(Optional.empty()).toSafetensors()));
            if (model.base().units().isPresent()) {
                manifest.set(
                        "units", file(folder, UNITS, model.base().units().get().toSafetensors()));
            }
            ArrayNode adapters = manifest.putArray("adapters");
            for (Adapter adapter : model.adapters()) {
                adapters.add(file(folder, adapter.network().id() + ".adapter", adapter.toBytes()));
            }
            manifest.set(
                    "reference", file(folder, REFERENCE, model.referenceJson().getBytes(StandardCharsets.UTF_8)));
            manifest.set("provenance", JSON.valueToTree(new TreeMap<>(model.provenance())));
            replace(
                    folder.resolve(MANIFEST),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model folder " + folder, e);
        }
    }

    private static ObjectNode file(Path folder, String name, byte[] bytes) throws IOException {
        replace(folder.resolve(name), bytes);
        return JSON.createObjectNode()
                .put("file", name)
                .put("bytes", bytes.length)
                .put("sha256", Hashes.sha256(bytes));
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a model and checks every hash.
     *
     * @throws IllegalModelException naming the file and what to do, when something is missing or damaged
     */
    public static StoredModel read(Path folder) {
        Path manifestFile = folder.resolve(MANIFEST);
        JsonNode manifest = parse(manifestFile, bytes(manifestFile, folder));
        if (manifest.path("format").asInt() != FORMAT) {
            throw new IllegalModelException(manifestFile + " has format "
                    + manifest.path("format").asText("none") + ", this version of Slipstream reads format " + FORMAT
                    + "; use the model that comes with it, or train one with slipstream pretrain");
        }
        ModelSpec spec = ModelSpec.fromJson(manifest.path("spec").toString());
        ModelWeights base = ModelWeights.fromSafetensors(spec, checked(folder, manifest.path("base")))
                .withUnits(units(folder, manifest.path("units")));
        List<Adapter> adapters = new ArrayList<>();
        for (JsonNode adapter : manifest.path("adapters")) {
            adapters.add(Adapter.fromBytes(checked(folder, adapter)));
        }
        String reference = new String(checked(folder, manifest.path("reference")), StandardCharsets.UTF_8);
        Map<String, String> provenance = new TreeMap<>();
        manifest.path("provenance")
                .properties()
                .forEach(e -> provenance.put(e.getKey(), e.getValue().asText()));
        return new StoredModel(manifest.path("version").asInt(), base, adapters, reference, provenance);
    }

    private static Optional<SubUnits> units(Path folder, JsonNode entry) {
        return entry.isMissingNode() ? Optional.empty() : Optional.of(SubUnits.fromSafetensors(checked(folder, entry)));
    }

    private static JsonNode parse(Path file, byte[] bytes) {
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalModelException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] checked(Path folder, JsonNode entry) {
        Path file = folder.resolve(Path.of(entry.path("file").asText("")).getFileName());
        byte[] bytes = bytes(file, folder);
        String expected = entry.path("sha256").asText();
        String actual = Hashes.sha256(bytes);
        if (!actual.equals(expected)) {
            throw new IllegalModelException(file + " has sha-256 " + actual + " but the manifest says " + expected
                    + ": the file is damaged or was changed; copy the model folder again");
        }
        return bytes;
    }

    private static byte[] bytes(Path file, Path folder) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IllegalModelException(
                    folder + " is no model folder: " + file.getFileName()
                            + " is missing; make one with 'slipstream pretrain'",
                    e);
        } catch (IOException e) {
            throw new IllegalModelException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
