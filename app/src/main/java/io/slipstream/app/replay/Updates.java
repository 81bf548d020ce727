package io.slipstream.app.replay;

import io.slipstream.app.log.UnusableLogException;
import io.slipstream.learner.VersionReplay;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.schemas.avro.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Makes the updates of a budget while its journal is read, and notes what came of them. Owned by one thread. */
final class Updates implements JournalReader.Sink {
    private final VersionReplay replay;
    private final List<ModelVersion> published;
    private final boolean loose;
    private final IntConsumer progress;
    private final List<Trained> trained = new ArrayList<>();
    private int version;

    /**
     * @param replay trains
     * @param published versions so far; the replay adds to them
     * @param loose whether the plan may allow fewer updates than the journal has, and more after its end
     * @param progress takes the number of updates made
     */
    Updates(VersionReplay replay, List<ModelVersion> published, boolean loose, IntConsumer progress) {
        this.replay = replay;
        this.published = published;
        this.loose = loose;
        this.progress = progress;
    }

    /** The same, for the journal of a version. */
    Updates of(int number) {
        version = number;
        return this;
    }

    @Override
    public void hear(LogEvent event) {
        replay.hear(event);
    }

    @Override
    public void updates(int count) {
        for (int i = 0; i < count; i++) {
            if (!update() && !loose) {
                throw new UnusableLogException("the journal of version " + version
                        + " has an update where the plan allows none: records are missing, or this version of"
                        + " Slipstream trains differently from the one that wrote it");
            }
        }
    }

    /** Makes what the plan still allows, where it may. */
    void finish() {
        boolean more = loose;
        while (more) {
            more = update();
        }
    }

    List<Trained> trained() {
        return List.copyOf(trained);
    }

    private boolean update() {
        if (!replay.update()) {
            return false;
        }
        progress.accept(1);
        if (published.size() > trained.size()) {
            trained.add(new Trained(published.get(published.size() - 1), replay.losses()));
        }
        return true;
    }
}
