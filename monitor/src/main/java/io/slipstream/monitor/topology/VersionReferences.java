package io.slipstream.monitor.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.runtime.serde.RecordCodec;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalLayout;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.ModelVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the reference of a model version among the manifests, whose bytes are kept as they came. */
final class VersionReferences {
    private static final Logger LOG = LoggerFactory.getLogger(VersionReferences.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordCodec<ModelVersion> format;
    private final Function<String, byte @Nullable []> manifests;
    private final Map<String, Read> read = new HashMap<>();

    /**
     * @param format how manifests are read
     * @param manifests bytes of a manifest by key, null when there is none
     */
    VersionReferences(RecordCodec<ModelVersion> format, Function<String, byte @Nullable []> manifests) {
        this.format = format;
        this.manifests = manifests;
    }

    /** The reference of a version; empty while its manifest has not come or when it cannot be read. */
    Optional<VersionReference> find(String fleet, int version) {
        String key = Keys.version(fleet, version);
        byte[] manifest = manifests.apply(key);
        if (manifest == null) {
            return Optional.empty();
        }
        Read known = read.get(key);
        if (known == null || !Arrays.equals(known.manifest(), manifest)) {
            // Only the running version is asked for, so that older ones need not stay in memory.
            read.clear();
            known = new Read(manifest, parse(key, manifest));
            read.put(key, known);
        }
        return known.reference();
    }

    private Optional<VersionReference> parse(String key, byte[] manifest) {
        try {
            ModelVersion version = format.decode(manifest);
            Reference reference = Reference.fromAvro(version.getReference());
            Long answers = version.getDecision();
            return Optional.of(new VersionReference(
                    layout(version.getSpec()).calibrated(reference),
                    reference,
                    fingerprint(reference),
                    answers == null ? 0 : answers));
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot use the manifest of model version {}: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    private static SignalLayout layout(String spec) throws IOException {
        JsonNode json = JSON.readTree(spec);
        List<SignalGroup> groups = new ArrayList<>();
        json.path("groups")
                .forEach(group -> groups.add(SignalGroup.of(
                        group.path("name").asText(),
                        SignalGroup.Role.valueOf(group.path("role").asText()),
                        group.path("from").asInt(),
                        group.path("to").asInt())));
        return SignalLayout.of(
                json.path("latentGroups").asInt(),
                json.path("latentClasses").asInt(),
                json.path("actions").asInt(),
                groups);
    }

    private static String fingerprint(Reference reference) {
        return UUID.nameUUIDFromBytes(reference.toJson().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by its content, above
    private record Read(byte[] manifest, Optional<VersionReference> reference) {}
}
