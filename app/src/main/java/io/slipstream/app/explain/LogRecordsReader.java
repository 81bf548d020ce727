package io.slipstream.app.explain;

import io.slipstream.app.broker.DataFolder;
import io.slipstream.app.broker.EmbeddedBroker;
import io.slipstream.app.run.BrokerAddress;
import io.slipstream.app.topics.TopicTail;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.serde.Decoded;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Reads what a log holds of decisions: from a running cluster, or from the folder that a run has left. */
public final class LogRecordsReader {
    private final Config config;

    /** A reader with its settings; of a folder it needs no brokers. */
    public LogRecordsReader(Config config) {
        this.config = config;
    }

    /**
     * Reads from the brokers that the settings name.
     *
     * @throws io.slipstream.runtime.kafka.BrokerUnavailableException when none answers
     */
    public LogRecords cluster() {
        new ClusterCheck(config).require();
        KafkaClients clients = new KafkaClients(config);
        return new LogRecords(
                all(clients, Topics.DECISIONS), all(clients, Topics.MISMATCH), all(clients, Topics.MODELS));
    }

    /**
     * Reads from the log of a run that has ended: starts a broker on its folder for as long as the reading takes.
     *
     * @throws NothingToExplainException when the folder has no log, or a run that goes on has it
     */
    public LogRecords folder(Path folder) {
        if (!EmbeddedBroker.hasLog(folder)) {
            throw new NothingToExplainException("there is no log in " + folder + "; name the folder of a run with"
                    + " --data-dir, or a cluster with --bootstrap-servers, or make a log with `slipstream run`");
        }
        try (DataFolder taken = DataFolder.tryTake(folder).orElseThrow(() -> inUse(folder));
                EmbeddedBroker broker = new EmbeddedBroker(taken.path(), 0)) {
            broker.start();
            return new LogRecordsReader(config.with(CommonSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers()))
                    .cluster();
        }
    }

    private static NothingToExplainException inUse(Path folder) {
        String address =
                BrokerAddress.settings(folder).getOrDefault(CommonSettings.BOOTSTRAP_SERVERS.key(), "HOST:PORT");
        return new NothingToExplainException(
                "the data folder " + folder + " is in use by a run; ask that one with --bootstrap-servers " + address);
    }

    /** Records that cannot be read are left out: they were never decided on either. */
    private static <T extends SpecificRecord> List<T> all(KafkaClients clients, Topic<T> topic) {
        List<T> records = new ArrayList<>();
        new TopicTail(clients, topic).read(-1, false, () -> true, record -> {
            if (record.value() instanceof Decoded.Value<SpecificRecord> value) {
                records.add(topic.valueType().cast(value.record()));
            }
        });
        return records;
    }
}
