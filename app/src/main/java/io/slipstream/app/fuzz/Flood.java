package io.slipstream.app.fuzz;

import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.log.ProgressLine;
import io.slipstream.app.run.CommandSender;
import io.slipstream.app.run.Fleet;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.CommandKind;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts poison on the topics of a broker under a whole fleet that drives, and looks what the fleet does. Owned by one thread. */
public final class Flood {
    private static final Logger LOG = LoggerFactory.getLogger(Flood.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BATCH = 100;
    private static final String KEY = "poison-";
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final FuzzRun fuzz;
    private final Path folder;
    private final Config config;
    private final Map<String, Integer> letters = new TreeMap<>();
    private int unreasoned;
    private long lastLetter;
    private long learnerSteps;
    private int learningReports;
    private int windows;
    private long heapMost;

    /**
     * @param fuzz makes the poison
     * @param folder of the broker
     * @param config of the fleet, without the broker
     */
    public Flood(FuzzRun fuzz, Path folder, Config config) {
        this.fuzz = fuzz;
        this.folder = folder;
        this.config = config;
    }

    /**
     * Lets a fleet drive, floods it, and lets it drive on.
     *
     * @param records of each topic
     * @param progress takes every record sent
     */
    public FuzzReport.Live run(int records, ProgressLine progress) {
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            Config here = config.with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            KafkaClients clients = new KafkaClients(here);
            try (Admin admin = clients.admin("fuzz-topics")) {
                new TopicAdmin(admin, here).ensure(Topics.all());
            }
            try (Fleet fleet = new Fleet(here, List.of(Fleet.Role.values()));
                    Consumer<String, Decoded<SpecificRecord>> log = follow(clients);
                    Producer<byte[], byte[]> producer = clients.rawProducer("fuzz")) {
                fleet.start();
                return run(fleet, log, producer, clients, records, progress);
            }
        }
    }

    private FuzzReport.Live run(
            Fleet fleet,
            Consumer<String, Decoded<SpecificRecord>> log,
            Producer<byte[], byte[]> producer,
            KafkaClients clients,
            int records,
            ProgressLine progress) {
        await(fleet, log, () -> windows > 0 && learningReports > 0);
        long heapBefore = collected();
        long began = System.nanoTime();
        Map<String, Integer> sent = flood(fleet, log, producer, clients, records, progress);
        await(fleet, log, () -> System.nanoTime() - lastLetter > QUIET_NANOS);
        double seconds = (lastLetter - began) / 1e9;
        resume(clients);
        long heapAfter = collected();
        int windowsThen = windows;
        long stepsThen = learnerSteps;
        boolean driving = await(fleet, log, () -> windows > windowsThen && learnerSteps > stepsThen);
        if (!driving) {
            LOG.error(
                    "the fleet did not drive on: {} windows and {} steps read by the learner since the flood",
                    windows - windowsThen,
                    learnerSteps - stepsThen);
        }
        return new FuzzReport.Live(
                sent, letters, unreasoned, fleet.failed(), driving, heapBefore, heapAfter, heapMost, seconds);
    }

    private Map<String, Integer> flood(
            Fleet fleet,
            Consumer<String, Decoded<SpecificRecord>> log,
            Producer<byte[], byte[]> producer,
            KafkaClients clients,
            int records,
            ProgressLine progress) {
        Map<Topic<?>, Corpus> corpora = new LinkedHashMap<>();
        Topics.all().forEach(topic -> corpora.put(topic, fuzz.corpus(topic)));
        Map<String, Integer> sent = new LinkedHashMap<>();
        lastLetter = System.nanoTime();
        for (int from = 0; from < records && fleet.healthy(); from += BATCH) {
            int count = Math.min(BATCH, records - from);
            corpora.forEach((topic, corpus) -> {
                List<Future<RecordMetadata>> arriving = send(producer, clients.name(topic), corpus, count);
                producer.flush();
                sent.merge(
                        topic.suffix(),
                        (int) arriving.stream().filter(Flood::arrived).count(),
                        Integer::sum);
                progress.add(count);
            });
            look(log);
        }
        return sent;
    }

    private static List<Future<RecordMetadata>> send(
            Producer<byte[], byte[]> producer, String topic, Corpus corpus, int count) {
        List<Future<RecordMetadata>> arriving = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Compacted topics take no record without a key.
            byte[] key = (KEY + i).getBytes(StandardCharsets.UTF_8);
            arriving.add(
                    producer.send(new ProducerRecord<>(topic, key, corpus.next().bytes())));
        }
        return arriving;
    }

    /** Whether the broker took a record; what it refused is not poison that anybody has read. */
    private static boolean arrived(Future<RecordMetadata> sent) {
        try {
            return sent.get() != null;
        } catch (ExecutionException e) {
            LOG.warn("the broker did not take a record: {}", e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Among so many random commands some are good ones, and tell the fleet to pause or to let the script drive. */
    private void resume(KafkaClients clients) {
        try (CommandSender sender = new CommandSender(clients)) {
            sender.send(command("unfreeze", CommandKind.UNFREEZE, Map.of()));
            for (String service : List.of("actor", "learner")) {
                sender.send(command("resume-" + service, CommandKind.RESUME, Map.of("service", service)));
            }
        }
    }

    private Command command(String name, CommandKind kind, Map<String, String> arguments) {
        return Command.newBuilder()
                .setId("fuzz-" + name)
                .setFleet(fleet())
                .setKind(kind)
                .setArguments(arguments)
                .setIssuedBy("fuzz")
                .setReason("the flood is over")
                .setCreatedAt(Instant.now())
                .build();
    }

    private static Consumer<String, Decoded<SpecificRecord>> follow(KafkaClients clients) {
        Consumer<String, Decoded<SpecificRecord>> log = clients.consumer("fuzz-follower");
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : List.of(Topics.DEAD_LETTERS, Topics.LEARNING, Topics.MISMATCH)) {
            log.partitionsFor(clients.name(topic))
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        log.assign(partitions);
        log.seekToBeginning(partitions);
        return log;
    }

    private boolean await(Fleet fleet, Consumer<String, Decoded<SpecificRecord>> log, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!fleet.healthy() || System.nanoTime() - deadline > 0) {
                return false;
            }
            look(log);
        }
        return true;
    }

    private void look(Consumer<String, Decoded<SpecificRecord>> log) {
        heapMost = Math.max(heapMost, used());
        for (ConsumerRecord<String, Decoded<SpecificRecord>> record : log.poll(POLL)) {
            // The poison of these topics names the fleet as well; no service writes such keys.
            boolean poison = record.key() != null && record.key().startsWith(KEY);
            if (!poison && record.value() instanceof Decoded.Value<SpecificRecord> value) {
                take(value.record());
            }
        }
    }

    private void take(SpecificRecord record) {
        if (record instanceof DeadLetter letter) {
            letters.merge(letter.getTopic().substring(prefix().length() + 1), 1, Integer::sum);
            unreasoned += letter.getReason().isBlank() ? 1 : 0;
            lastLetter = System.nanoTime();
        } else if (record instanceof MismatchReport report && report.getFleet().equals(fleet())) {
            windows = report.getSettings().isEmpty() ? windows : windows + 1;
        } else if (record instanceof LearningReport report && report.getFleet().equals(fleet())) {
            learningReports++;
            learnerSteps = report.getEnvironmentSteps();
        }
    }

    private String prefix() {
        return config.get(CommonSettings.TOPICS_PREFIX);
    }

    private String fleet() {
        return config.get(CommonSettings.FLEET);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long collected() {
        System.gc();
        return used();
    }
}
