package io.slipstream.runtime.weights;

import io.slipstream.runtime.serde.Decoded;
import io.slipstream.runtime.serde.RefusedRecords;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.schemas.avro.WeightsChunk;
import io.slipstream.schemas.avro.WeightsReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a fleet's model versions: reads manifests and chunks, and hands out the newest version whose blobs are all
 * there with the right hash. A version with a wrong hash is refused, and the one before stays. Owned by one thread.
 *
 * <p>The consumer must read committed records only; the follower assigns all partitions of both topics to it, from their
 * beginning.
 */
public final class VersionFollower implements AutoCloseable {
    private record Pending(ModelVersion manifest, ConsumerRecord<String, Decoded<SpecificRecord>> record) {}

    private static final Logger LOG = LoggerFactory.getLogger(VersionFollower.class);
    private static final long KEPT_BYTES =
            Math.min(128L << 20, Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 8));
    private static final int MAX_PENDING = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<String, Decoded<SpecificRecord>> consumer;
    private final String modelsTopic;
    private final String weightsTopic;
    private final String fleet;
    private final RefusedRecords refused;
    private final LongSupplier nanoClock;
    private final BlobAssembler blobs = new BlobAssembler(KEPT_BYTES);
    private final NavigableMap<Integer, Pending> pending = new TreeMap<>();
    /** Blobs of the newest version handed out. */
    private Set<String> inUse = Set.of();
    /** Blobs of that version and of all that are waited for. */
    private final Set<String> wanted = new HashSet<>();
    /** Where the weights ended when all manifests before had been read. */
    private Map<TopicPartition, Long> known = Map.of();

    private int newest;
    // Of all versions read, whole or not.
    private int highest;
    private long missingSince;
    private boolean rescanned;
    private volatile long refusedVersions;

    /**
     * @param consumer closed by this follower
     * @param modelsTopic manifests
     * @param weightsTopic chunks
     * @param fleet whose versions to follow
     * @param refused takes what cannot be used
     * @param nanoClock monotonic time, ns
     */
    public VersionFollower(
            Consumer<String, Decoded<SpecificRecord>> consumer,
            String modelsTopic,
            String weightsTopic,
            String fleet,
            RefusedRecords refused,
            LongSupplier nanoClock) {
        this.consumer = consumer;
        this.modelsTopic = modelsTopic;
        this.weightsTopic = weightsTopic;
        this.fleet = fleet;
        this.refused = refused;
        this.nanoClock = nanoClock;
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(modelsTopic, weightsTopic)) {
            consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Reads what has come and hands out the newest whole version, if it is newer than any handed out before.
     *
     * @param timeout how long to wait for records
     */
    public Optional<PublishedVersion> poll(Duration timeout) {
        boolean idle = true;
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : consumer.poll(timeout)) {
            idle = false;
            take(record);
        }
        Optional<PublishedVersion> whole = newestWhole();
        if (whole.isEmpty() && idle && !pending.isEmpty()) {
            searchMissing();
        }
        return whole;
    }

    /**
     * Reads both topics up to their present end and hands out the newest whole version. A long log may take its time.
     *
     * @param silence how long nothing may come before the end is reached
     * @return nothing when the fleet has none
     * @throws TimeoutException if nothing comes for so long: whether there is a version is then not known
     */
    public Optional<PublishedVersion> newest(Duration silence) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Reading reading = new Reading(ends, silence);
        readManifests(ends, reading);
        Optional<PublishedVersion> found = Optional.empty();
        while (reading.goesOn()) {
            Optional<PublishedVersion> next = poll(Duration.ofMillis(50));
            found = next.isPresent() ? next : found;
            if (reached(ends) && pending.isEmpty()) {
                return found;
            }
        }
        if (!reached(ends)) {
            throw new TimeoutException("the model versions of fleet '" + fleet
                    + "' could not be read to their end: nothing has come for " + silence.toSeconds()
                    + " s; do the brokers answer?");
        }
        return found;
    }

    /** Reading up to ends that are known, for as long as it comes nearer to them. */
    private final class Reading {
        private final Map<TopicPartition, Long> ends;
        private final Duration silence;
        private long most = -1;
        private long deadline;

        Reading(Map<TopicPartition, Long> ends, Duration silence) {
            this.ends = ends;
            this.silence = silence;
        }

        /** Whether it came nearer than ever before within the time that may pass in silence. */
        boolean goesOn() {
            long now = nanoClock.getAsLong();
            long read = ends.entrySet().stream()
                    .mapToLong(end -> Math.min(end.getValue(), consumer.position(end.getKey())))
                    .sum();
            if (read > most) {
                most = read;
                deadline = now + silence.toNanos();
            }
            return now - deadline < 0;
        }
    }

    /** First, so that of all the weights there are only those are taken in that a version still to be handed out names. */
    private void readManifests(Map<TopicPartition, Long> ends, Reading reading) {
        Map<TopicPartition, Long> weights = new HashMap<>(ends);
        weights.keySet().removeIf(partition -> !partition.topic().equals(weightsTopic));
        Map<TopicPartition, Long> manifests = new HashMap<>(ends);
        manifests.keySet().removeAll(weights.keySet());
        consumer.pause(weights.keySet());
        try {
            while (!reached(manifests) && reading.goesOn()) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::take);
            }
            // What a manifest that was not read in time wants must not be passed over.
            known = reached(manifests) ? weights : Map.of();
        } finally {
            consumer.resume(weights.keySet());
        }
    }

    /** Number of the newest version handed out; 0 before the first. */
    public int version() {
        return newest;
    }

    /** Manifests refused so far: unreadable, not vouched for, or with blobs that are not theirs; safe from any thread. */
    public long refusedVersions() {
        return refusedVersions;
    }

    /** Bytes of blobs held now. */
    long held() {
        return blobs.bytes();
    }

    /** Refuses a version whose blobs are whole but cannot be used; the one before stays. */
    public void refuse(PublishedVersion version, String reason) {
        refuse(version.manifest(), version.source(), reason);
    }

    /** Makes a {@link #poll} in progress end at once; safe from any thread. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        Decoded<SpecificRecord> value = record.value();
        if (value instanceof Decoded.Unreadable<SpecificRecord> unreadable) {
            if (record.topic().equals(modelsTopic)) {
                countRefusal();
            }
            refused.refuse(record, unreadable.reason());
        } else if (value instanceof Decoded.Value<SpecificRecord> read) {
            take(read.record(), record);
        }
    }

    private void take(SpecificRecord read, ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        if (read instanceof ModelVersion manifest) {
            note(manifest, record);
        } else if (read instanceof WeightsChunk chunk && !passedOver(chunk, record)) {
            try {
                blobs.accept(chunk);
            } catch (IllegalArgumentException e) {
                refused.refuse(record, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A chunk from before the manifests were read, which none of them wants. */
    private boolean passedOver(WeightsChunk chunk, ConsumerRecord<?, ?> record) {
        long until = known.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        return record.offset() < until && !wanted.contains(chunk.getSha256());
    }

    private void note(ModelVersion manifest, ConsumerRecord<String, Decoded<SpecificRecord>> record) {
        if (!manifest.getFleet().equals(fleet) || manifest.getVersion() <= newest) {
            return;
        }
        if (manifest.getVersion() > highest && !VersionNumbering.follows(highest, manifest.getVersion())) {
            refuse(
                    manifest,
                    record,
                    "the newest version before it is " + highest + ", and no fleet makes so many at once");
            return;
        }
        highest = Math.max(highest, manifest.getVersion());
        pending.put(manifest.getVersion(), new Pending(manifest, record));
        if (pending.size() > MAX_PENDING) {
            pending.pollFirstEntry();
        }
        missingSince = nanoClock.getAsLong();
        rescanned = false;
        pin(inUse);
        if (manifest.getTraining() != null) {
            // What a replay begins with; nobody drives it.
            blobs.forget(manifest.getTraining().getStart().getSha256());
        }
    }

    private Optional<PublishedVersion> newestWhole() {
        for (Pending candidate : List.copyOf(pending.descendingMap().values())) {
            Optional<PublishedVersion> whole = whole(candidate);
            if (whole.isPresent()) {
                newest = candidate.manifest().getVersion();
                passOver(candidate);
                return whole;
            }
        }
        return Optional.empty();
    }

    /** What only older versions name is not held any longer: a service that follows for months would fill up with it. */
    private void passOver(Pending candidate) {
        Map<Integer, Pending> passed = pending.headMap(newest, true);
        Set<String> old = new HashSet<>(inUse);
        passed.values().forEach(earlier -> old.addAll(blobsOf(earlier.manifest())));
        passed.clear();
        inUse = blobsOf(candidate.manifest());
        old.removeAll(inUse);
        pending.values().forEach(later -> old.removeAll(blobsOf(later.manifest())));
        old.forEach(blobs::forget);
        pin(inUse);
    }

    private static Set<String> blobsOf(ModelVersion manifest) {
        Set<String> hashes = new HashSet<>();
        hashes.add(manifest.getBase().getSha256());
        manifest.getAdapters().forEach(adapter -> hashes.add(adapter.getSha256()));
        return hashes;
    }

    private Optional<PublishedVersion> whole(Pending candidate) {
        ModelVersion manifest = candidate.manifest();
        // A hash is looked at only once all is there: many versions may wait for what they have not got.
        if (!blobs.holds(manifest.getBase()) || !manifest.getAdapters().stream().allMatch(blobs::holds)) {
            return Optional.empty();
        }
        try {
            Optional<byte[]> base = blobs.find(manifest.getBase());
            List<byte[]> adapters = new ArrayList<>();
            for (WeightsReference adapter : manifest.getAdapters()) {
                blobs.find(adapter).ifPresent(adapters::add);
            }
            return base.map(bytes -> new PublishedVersion(manifest, bytes, adapters, candidate.record()));
        } catch (WrongHashException e) {
            refuse(candidate, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void refuse(Pending candidate, String reason) {
        pending.remove(candidate.manifest().getVersion());
        refuse(candidate.manifest(), candidate.record(), reason);
    }

    private void refuse(ModelVersion manifest, ConsumerRecord<String, Decoded<SpecificRecord>> record, String reason) {
        String told = "model version " + manifest.getVersion() + " is not used: " + reason;
        LOG.error(told);
        countRefusal();
        refused.refuse(record, told);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    private void countRefusal() {
        refusedVersions++;
    }

    /** Blobs older than what is kept in memory are found by reading the weights once more, with the wanted ones pinned. */
    private void searchMissing() {
        long waited = nanoClock.getAsLong() - missingSince;
        if (!rescanned && waited > PATIENCE.toNanos() / 20) {
            rescanned = true;
            missingSince = nanoClock.getAsLong();
            consumer.seekToBeginning(consumer.assignment().stream()
                    .filter(p -> p.topic().equals(weightsTopic))
                    .toList());
        } else if (rescanned && waited > PATIENCE.toNanos() && readWhole(weightsTopic)) {
            refuse(pending.lastEntry().getValue(), "not all of its chunks are on topic " + weightsTopic);
        }
    }

    /** Brokers that are slow or away are no reason to refuse a version: its chunks may be all there. */
    private boolean readWhole(String topic) {
        try {
            return reached(consumer.endOffsets(consumer.assignment().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .toList()));
        } catch (RetriableException e) {
            return false;
        }
    }

    private void pin(Set<String> more) {
        wanted.clear();
        wanted.addAll(more);
        pending.values().forEach(candidate -> wanted.addAll(blobsOf(candidate.manifest())));
        blobs.pin(wanted);
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
