package io.slipstream.learner.publish;

import io.slipstream.learner.ingest.Journal;
import io.slipstream.schemas.avro.JournalEntry;
import io.slipstream.schemas.avro.TrainingRecord;
import io.slipstream.schemas.avro.WeightsReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it takes to train a version again.
 *
 * @param start the learner's state when the budget of updates began, as bytes
 * @param settings the learner's settings as text
 * @param journal what it took in and when it made updates since the version before of the same budget, or since its start
 */
public record Training(byte[] start, Map<String, String> settings, List<Journal.Entry> journal) {
    /** Takes copies of the collections. */
    public Training {
        settings = Map.copyOf(settings);
        journal = List.copyOf(journal);
    }

    /** From what a manifest says. */
    public static Training of(TrainingRecord record, byte[] start) {
        return new Training(start, record.getSettings(), journal(record));
    }

    /** The journal of a manifest. */
    public static List<Journal.Entry> journal(TrainingRecord record) {
        List<String> sources = record.getSources();
        return record.getJournal().stream()
                .map(entry -> new Journal.Entry(
                        sources.get(entry.getSource()),
                        entry.getPartition(),
                        entry.getFrom(),
                        entry.getTo(),
                        entry.getUpdates()))
                .toList();
    }

    /** For a manifest, with the name of the start's bytes. */
    TrainingRecord toAvro(WeightsReference startReference) {
        List<String> sources =
                journal.stream().map(Journal.Entry::topic).distinct().sorted().toList();
        List<JournalEntry> entries = new ArrayList<>();
        for (Journal.Entry entry : journal) {
            entries.add(new JournalEntry(
                    sources.indexOf(entry.topic()), entry.partition(), entry.from(), entry.to(), entry.updates()));
        }
        return new TrainingRecord(startReference, settings, sources, entries);
    }
}
