package io.slipstream.bench.speed;

import io.slipstream.actor.publish.Outbox;
import io.slipstream.actor.publish.SegmentPublisher;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.Inbox;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.ingest.ReplayFeed;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.SegmentValidator;
import io.slipstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Ways of records to a broker and from it: ours, and those of Kafka's own clients with the same settings and the same bytes. */
final class BrokerWork {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

    private final Driving driving;
    private final KafkaClients clients;
    private final String plainTopic;
    private final String transitions;

    /**
     * @param config names the broker, on which both topics are
     * @param plainTopic for bytes that nobody reads as segments, with as many partitions as that of transitions
     */
    BrokerWork(Driving driving, Config config, String plainTopic) {
        this.driving = driving;
        this.plainTopic = plainTopic;
        clients = new KafkaClients(config);
        transitions = clients.name(Topics.TRANSITIONS);
    }

    /** Puts every segment on the topic of transitions once, for those who read. */
    void fill() {
        try (Work publishing = publish(transitions)) {
            publishing.round();
        }
    }

    /** An actor's way: arrays to records to bytes to an idempotent producer, until the broker has them. */
    Work publish() {
        return publish(plainTopic);
    }

    private Work publish(String topic) {
        Outbox outbox = new Outbox(clients.producer("bench-segments"), 4_096);
        SegmentPublisher publisher = new SegmentPublisher(Driving.identity(), Driving.recorder(), outbox, topic, topic);
        return new Work() {
            @Override
            public double round() {
                for (Segment segment : driving.segments()) {
                    publisher.segment(segment);
                }
                awaitUntil(() -> outbox.inFlight() == 0);
                return driving.steps();
            }

            @Override
            public void close() {
                outbox.close();
            }
        };
    }

    /** Kafka's producer with the same settings, given finished bytes. */
    Work produce() {
        Producer<byte[], byte[]> producer = clients.rawProducer("bench-plain");
        return new Work() {
            @Override
            public double round() {
                Future<RecordMetadata> last = null;
                int partition = 0;
                int partitions = producer.partitionsFor(plainTopic).size();
                for (byte[] record : driving.records()) {
                    last = producer.send(new ProducerRecord<>(plainTopic, partition++ % partitions, null, record));
                }
                producer.flush();
                if (last == null || !last.isDone()) {
                    throw new IllegalStateException("the producer's flush left records behind");
                }
                return driving.steps();
            }

            @Override
            public void close() {
                producer.close();
            }
        };
    }

    /** A learner's way: bytes to checked segments into the replay window. */
    Work ingest() {
        SegmentValidator validator = new SegmentValidator(
                driving.model().base().spec().observationSize(),
                driving.model().base().spec().actions());
        Inbox inbox = new Inbox(
                clients.consumer("bench-inbox"),
                List.of(transitions),
                new EventReader(Driving.FLEET, validator::problem),
                (record, reason) -> {
                    throw new IllegalStateException(reason);
                });
        return new Work() {
            private ReplayFeed feed = feed();

            @Override
            public void before() {
                feed = feed();
                inbox.fromBeginning(transitions);
            }

            private ReplayFeed feed() {
                return new ReplayFeed(driving.model().base().spec().observationSize(), driving.steps());
            }

            @Override
            public double round() {
                awaitUntil(() -> {
                    inbox.poll(POLL, heard -> {
                        if (heard.event() instanceof LogEvent.SegmentArrived arrived) {
                            feed.accept(arrived.segment(), arrived.partition(), arrived.offset());
                        }
                    });
                    return feed.segments() >= driving.segments().size();
                });
                return driving.steps();
            }

            @Override
            public void close() {
                inbox.close();
            }
        };
    }

    /** Kafka's consumer with the same settings, which hands bytes out and no more. */
    Work consume() {
        Consumer<byte[], byte[]> consumer = clients.rawConsumer("bench-reader");
        List<TopicPartition> partitions = consumer.partitionsFor(transitions).stream()
                .map(partition -> new TopicPartition(transitions, partition.partition()))
                .toList();
        consumer.assign(partitions);
        return new Work() {
            private long read;

            @Override
            public void before() {
                consumer.seekToBeginning(partitions);
                read = 0;
            }

            @Override
            public double round() {
                awaitUntil(() -> {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        read += record.value().length > 0 ? 1 : 0;
                    }
                    return read >= driving.segments().size();
                });
                return driving.steps();
            }

            @Override
            public void close() {
                consumer.close();
            }
        };
    }

    private static void awaitUntil(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the broker did not answer within two minutes");
            }
            Thread.onSpinWait();
        }
    }
}
