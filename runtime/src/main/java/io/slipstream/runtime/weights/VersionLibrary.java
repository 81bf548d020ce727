package io.slipstream.runtime.weights;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds any version of a fleet on the log, however old; reads both topics from their beginning for it, so it is for rare occasions. */
public final class VersionLibrary {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Supplier<Consumer<String, Decoded<SpecificRecord>>> consumers;
    private final String modelsTopic;
    private final String weightsTopic;
    private final String fleet;

    /**
     * @param consumers makes a consumer that reads committed records only; closed after every search
     * @param modelsTopic manifests
     * @param weightsTopic chunks
     * @param fleet whose versions
     */
    public VersionLibrary(
            Supplier<Consumer<String, Decoded<SpecificRecord>>> consumers,
            String modelsTopic,
            String weightsTopic,
            String fleet) {
        this.consumers = consumers;
        this.modelsTopic = modelsTopic;
        this.weightsTopic = weightsTopic;
        this.fleet = fleet;
    }

    /**
     * Finds a version.
     *
     * @return nothing when its manifest or one of its blobs is not on the log
     * @throws WrongHashException if a blob does not have the bytes that its manifest names
     */
    public Optional<PublishedVersion> find(int version) {
        try (Consumer<String, Decoded<SpecificRecord>> consumer = consumers.get()) {
            Search search = new Search(version);
            scan(consumer, modelsTopic, search::manifest);
            return search.found == null ? Optional.empty() : blobs(consumer, search);
        }
    }

    private Optional<PublishedVersion> blobs(Consumer<String, Decoded<SpecificRecord>> consumer, Search search) {
        scan(consumer, weightsTopic, search::chunk);
        return search.whole();
    }

    /** What one search has found so far. */
    private final class Search {
        private final int version;
        private final BlobAssembler blobs = new BlobAssembler(Long.MAX_VALUE);
        private final Set<String> wanted = new HashSet<>();
        private @Nullable ConsumerRecord<String, Decoded<SpecificRecord>> found;

        Search(int version) {
            this.version = version;
        }

        /** Whether the search may end; the manifest that was written last counts, so it never may. */
        boolean manifest(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
            if (record.value() instanceof Decoded.Value<SpecificRecord> value
                    && value.record() instanceof ModelVersion manifest
                    && manifest.getFleet().equals(fleet)
                    && manifest.getVersion() == version) {
                found = record;
                wanted.clear();
                wanted.add(manifest.getBase().getSha256());
                manifest.getAdapters().forEach(adapter -> wanted.add(adapter.getSha256()));
            }
            return false;
        }

        boolean chunk(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
            if (record.value() instanceof Decoded.Value<SpecificRecord> value
                    && value.record() instanceof WeightsChunk chunk
                    && wanted.contains(chunk.getSha256())) {
                blobs.accept(chunk);
                return whole().isPresent();
            }
            return false;
        }

        Optional<PublishedVersion> whole() {
            if (found == null
                    || !(found.value() instanceof Decoded.Value<SpecificRecord> value)
                    || !(value.record() instanceof ModelVersion manifest)) {
                return Optional.empty();
            }
            Optional<byte[]> base = blobs.find(manifest.getBase());
            List<byte[]> adapters = new ArrayList<>();
            for (WeightsReference adapter : manifest.getAdapters()) {
                blobs.find(adapter).ifPresent(adapters::add);
            }
            ConsumerRecord<String, Decoded<SpecificRecord>> source = found;
            return adapters.size() == manifest.getAdapters().size()
                    ? base.map(bytes -> new PublishedVersion(manifest, bytes, adapters, source))
                    : Optional.empty();
        }
    }

    /** Reads a topic from its beginning to its present end, or until enough was found. */
    private static void scan(
            Consumer<String, Decoded<SpecificRecord>> consumer,
            String topic,
            Predicate<ConsumerRecord<String, Decoded<SpecificRecord>>> enough) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
                && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(POLL)) {
                if (enough.test(record)) {
                    return;
                }
            }
        }
    }
}
