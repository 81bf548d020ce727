package io.slipstream.learner;

import io.slipstream.learner.checkpoint.Checkpoint;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.ingest.Inbox;
import io.slipstream.learner.report.LearningMeter;
import io.slipstream.learner.report.Progress;
import io.slipstream.runtime.lifecycle.Agent;
import io.slipstream.schemas.avro.LearningReport;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The learner's one thread: take in, train, publish, report, checkpoint. */
final class LearnerAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(LearnerAgent.class);
    private static final Duration IDLE = Duration.ofMillis(20);
    // Between two updates: long enough for a whole fetch to be read, short against an update.
    private static final Duration BUSY = Duration.ofMillis(2);

    private final LearnerSettings settings;
    private final EventReader.Sources sources;
    private final Origin origin;
    private final Inbox inbox;
    private final Supplier<Learning> maker;
    private final LearningMeter meter;
    private final CheckpointFile file;
    private final Consumer<LearningReport> reports;
    private final boolean lockstep;
    private final LongSupplier nanoClock;
    private volatile Progress progress = Progress.NONE;
    private volatile boolean ready;
    private @Nullable Learning learning;
    private boolean whole;
    private boolean idle;
    // A checkpoint may lie between two updates that no record separates.
    private Learning.Step last = Learning.Step.UPDATED;
    private long checkpointAt;

    /**
     * @param settings what it is told
     * @param sources topics of the inbox
     * @param origin what to go on from
     * @param inbox closed by this agent
     * @param maker makes the learning; called on the agent's thread, which libtorch wants
     * @param meter of the learning
     * @param file where checkpoints go
     * @param reports takes learning reports
     * @param lockstep whether to take the next record, in the order of the log, only when there is nothing to train
     * @param nanoClock monotonic time, ns
     */
    LearnerAgent(
            LearnerSettings settings,
            EventReader.Sources sources,
            Origin origin,
            Inbox inbox,
            Supplier<Learning> maker,
            LearningMeter meter,
            CheckpointFile file,
            Consumer<LearningReport> reports,
            boolean lockstep,
            LongSupplier nanoClock) {
        this.settings = settings;
        this.sources = sources;
        this.origin = origin;
        this.inbox = inbox;
        this.maker = maker;
        this.meter = meter;
        this.file = file;
        this.reports = reports;
        this.lockstep = lockstep;
        this.nanoClock = nanoClock;
    }

    @Override
    public void onStart() {
        Learning fresh = maker.get();
        learning = fresh;
        origin.checkpoint().ifPresent(checkpoint -> resume(fresh, checkpoint));
        if (origin.checkpoint().isEmpty() && !lockstep) {
            inbox.recall(sources.commands(), fresh::recall);
        }
        checkpointAt = nanoClock.getAsLong() + settings.checkpointEvery().toNanos();
        progress = fresh.progress(inbox.refused());
        whole = true;
        ready = true;
    }

    private void resume(Learning fresh, Checkpoint checkpoint) {
        long start = nanoClock.getAsLong();
        inbox.replay(sources.transitions(), checkpoint.state().arrivals(), fresh::on);
        fresh.restore(checkpoint);
        inbox.seek(checkpoint.offsets());
        LOG.info(
                "rebuilt the replay window of {} steps from the log in {} ms",
                fresh.progress(0).replaySteps(),
                (nanoClock.getAsLong() - start) / 1_000_000);
    }

    @Override
    public boolean doWork() {
        Learning running = running();
        whole = false;
        boolean heard = lockstep ? step(running) : inbox.poll(idle ? IDLE : BUSY, running::hear);
        last = running.train(() -> checkpoint(running));
        idle = !heard && last == Learning.Step.WAITED;
        whole = true;
        progress = running.progress(inbox.refused());
        meter.due(progress, running.component()).ifPresent(reports);
        if (nanoClock.getAsLong() - checkpointAt >= 0) {
            checkpoint(running);
        }
        return true;
    }

    private boolean step(Learning running) {
        return last == Learning.Step.WAITED && inbox.next(IDLE, running::hear);
    }

    @Override
    public void onClose() {
        Learning running = learning;
        try {
            // A failure in the middle of a step leaves no moment worth keeping; the checkpoint before it is.
            if (running != null && whole) {
                checkpoint(running);
            }
        } finally {
            if (running != null) {
                running.close();
            }
            inbox.close();
        }
    }

    @Override
    public void wakeUp() {
        inbox.wakeUp();
    }

    /** Totals so far; safe from any thread. */
    Progress progress() {
        return progress;
    }

    /** Whether the window has been rebuilt and the learner follows the log; safe from any thread. */
    boolean ready() {
        return ready;
    }

    private void checkpoint(Learning running) {
        file.write(running.checkpoint(inbox.offsets()));
        checkpointAt = nanoClock.getAsLong() + settings.checkpointEvery().toNanos();
    }

    private Learning running() {
        Learning running = learning;
        if (running == null) {
            throw new IllegalStateException("the agent has not been started");
        }
        return running;
    }
}
