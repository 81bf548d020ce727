package io.slipstream.learner.checkpoint;

import io.slipstream.learner.ingest.Journal;
import java.util.List;
import java.util.Optional;

/**
 * What a learner has written down of its training, and the version it was about to publish.
 *
 * @param start its state when the budget began, as bytes; empty when none is being carried out
 * @param journal what it took in and when it made updates since the version before or since that start
 * @param pending the version that was about to be published; its weights are those of the checkpoint
 */
public record Recording(Optional<byte[]> start, List<Journal.Entry> journal, Optional<Pending> pending) {
    /** Nothing written down. */
    public static final Recording NONE = new Recording(Optional.empty(), List.of(), Optional.empty());

    /** Copies the list. */
    public Recording {
        journal = List.copyOf(journal);
    }

    /**
     * A version on its way to the log.
     *
     * @param manifest its manifest as bytes
     * @param start the state its budget began with, as bytes; empty when nothing is written down of its training
     */
    public record Pending(byte[] manifest, byte[] start) {}
}
