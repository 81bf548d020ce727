package io.slipstream.learner.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order a learner took in records and made updates since some moment: from its state of that moment and the log it
 * can do the same again, bit for bit. Owned by one thread.
 */
public final class Journal {
    /**
     * Records of one partition that were taken in one after another, and the updates that followed the last of them.
     *
     * @param topic topic
     * @param partition partition
     * @param from first offset
     * @param to one past the last offset; the same as {@code from} when only updates are meant
     * @param updates gradient updates before the next record was taken in
     */
    public record Entry(String topic, int partition, long from, long to, int updates) {
        private boolean goesOn(String nextTopic, int nextPartition, long offset) {
            return updates == 0 && to > from && topic.equals(nextTopic) && partition == nextPartition && to <= offset;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private boolean open;

    /** Forgets everything and writes from now on. */
    public void begin() {
        entries.clear();
        open = true;
    }

    /** Forgets everything and writes nothing more until the next {@link #begin}. */
    public void end() {
        entries.clear();
        open = false;
    }

    /** Takes note of a record taken in. */
    public void heard(String topic, int partition, long offset) {
        if (!open) {
            return;
        }
        Entry last = last();
        if (last != null && last.goesOn(topic, partition, offset)) {
            replaceLast(new Entry(topic, partition, last.from(), offset + 1, 0));
        } else {
            entries.add(new Entry(topic, partition, offset, offset + 1, 0));
        }
    }

    /** Takes note of an update. */
    public void updated() {
        if (!open) {
            return;
        }
        Entry last = last();
        if (last == null) {
            entries.add(new Entry("", 0, 0, 0, 1));
        } else {
            replaceLast(new Entry(last.topic(), last.partition(), last.from(), last.to(), last.updates() + 1));
        }
    }

    /** What was written, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Goes on with what was written earlier. */
    public void restore(Collection<Entry> earlier, boolean writing) {
        entries.clear();
        entries.addAll(earlier);
        open = writing;
    }

    private @Nullable Entry last() {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1);
    }

    private void replaceLast(Entry entry) {
        entries.set(entries.size() - 1, entry);
    }
}
