package io.slipstream.learner;

import io.slipstream.learner.checkpoint.LearnerState;
import io.slipstream.learner.checkpoint.Recording;
import io.slipstream.learner.checkpoint.Recording.Pending;
import io.slipstream.learner.ingest.Heard;
import io.slipstream.learner.ingest.Journal;
import io.slipstream.learner.publish.Training;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what it takes to compute a budget's versions again: the state it began with, and in which order records and updates
 * followed. Owned by the thread that trains.
 */
final class TrainingRecorder {
    private final Map<String, String> told;
    private final Journal journal = new Journal();
    private Optional<byte[]> start = Optional.empty();

    /** With the settings as text, which travel with the versions; writes nothing down where there are none. */
    TrainingRecorder(Map<String, String> told) {
        this.told = told;
    }

    void heard(Heard heard) {
        journal.heard(heard.topic(), heard.partition(), heard.offset());
    }

    void updated() {
        journal.updated();
    }

    void budgetBegins(Supplier<LearnerState> state) {
        if (!told.isEmpty()) {
            start = Optional.of(state.get().toBytes());
            journal.begin();
        }
    }

    /** A version has been prepared: what follows is written down for the next one. */
    void versionPrepared(boolean last) {
        if (last) {
            budgetEnds();
        } else if (start.isPresent()) {
            journal.begin();
        }
    }

    void budgetEnds() {
        start = Optional.empty();
        journal.end();
    }

    /** What a version says of its training, or null where nothing is written down. */
    @Nullable
    Training training() {
        return start.map(bytes -> new Training(bytes, told, journal.entries())).orElse(null);
    }

    /** For a checkpoint. */
    Recording recording(Optional<Pending> pending) {
        return new Recording(start, journal.entries(), pending);
    }

    /** Goes on from a checkpoint. */
    void restore(Recording recording) {
        start = recording.start();
        journal.restore(recording.journal(), start.isPresent());
    }
}
