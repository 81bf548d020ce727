package io.slipstream.app.study;

import io.slipstream.actor.publish.ActorIdentity;
import io.slipstream.actor.publish.SegmentRecords;
import io.slipstream.actor.rollout.FinishedEpisode;
import io.slipstream.actor.rollout.Rollout;
import io.slipstream.actor.rollout.RolloutSettings;
import io.slipstream.actor.rollout.Segment;
import io.slipstream.actor.rollout.Swap;
import io.slipstream.actor.vehicle.DrivingFields;
import io.slipstream.app.pretrain.Scenarios;
import io.slipstream.environment.Conditions;
import io.slipstream.learner.DirectLearner;
import io.slipstream.learner.ingest.LogEvent;
import io.slipstream.learner.plan.Strategy;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.StoredModel;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.runtime.signals.Reference;
import io.slipstream.schemas.avro.ModelVersion;
import io.slipstream.sim.DrivingEnvironment;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One fleet through one change of its world: actor, monitor and learner as in the live system, in turns on one thread, so
 * that a seed gives one result. The fleet drives the old task until its episodes have spread out; then the world changes,
 * and steps are counted from there.
 */
final class CellRun implements AutoCloseable {
    /** Ticks until episodes have spread out; the monitor's default. */
    private static final int SETTLING_TICKS = 320;

    private final Cell cell;
    private final StudySettings settings;
    private final ModelWeights first;
    private final CellVersions versions;
    private final DirectLearner learner;
    private final FleetWatch watch;
    private final ActingSession session;
    private final Rollout rollout;
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final SegmentRecords records =
            SegmentRecords.ungraded(new ActorIdentity(CellLearner.FLEET, "actor", 1), clock, new DrivingFields());
    private final List<String> decisions = new ArrayList<>();
    private boolean changed;
    private boolean returned;
    private long settled;
    private long offset;
    private int rounds;
    private double coreSeconds;

    CellRun(Cell cell, StudySettings settings, StoredModel model) {
        this.cell = cell;
        this.settings = settings;
        first = model.merged();
        session = new ActingSession(first, settings.environments(), cell.seed());
        rollout = new Rollout(
                new DrivingEnvironment(
                        List.of(Scenarios.of(StudySettings.SOURCE_TASK, "C0")),
                        settings.environments(),
                        cell.seed() * 31L + 1),
                session,
                first.spec(),
                RolloutSettings.ofLength(StudySettings.SEGMENT).withDemonstrations(settings.demonstrations()),
                this::segment,
                this::episode,
                this::swapped);
        versions = new CellVersions(model, cell.seed(), clock, rollout::swap);
        watch = new FleetWatch(first.spec(), DirectLearner.FIRST_VERSION, versions.firstReference());
        learner = new DirectLearner(CellLearner.settings(cell, settings), model, versions);
    }

    /** Runs it to its end. */
    CellResult run(String modelName) {
        Grading grading = new Grading(cell, settings);
        List<CurvePoint> curve = new ArrayList<>();
        curve.add(grading.onTheWay(first, Spending.NOTHING));
        if (moves()) {
            change();
            while (!over()) {
                round(grading, curve);
            }
            if (curve.get(curve.size() - 1).updates() < updates()) {
                curve.add(evaluate(grading));
            }
        }
        ModelWeights last = learner.merged();
        return CellResult.of(
                cell,
                settings,
                modelName,
                curve,
                grading.atTheEnd(last, false),
                grading.atTheEnd(last, true).success().value(),
                grading.retention(last),
                spent());
    }

    private boolean moves() {
        return cell.strategy() != Strategy.NONE;
    }

    private void change() {
        tick(SETTLING_TICKS);
        settled = rollout.steps();
        changed = true;
        rollout.change(Conditions.of(cell.task(), cell.shift()));
    }

    private boolean over() {
        boolean enough = nothingMissing() && !willReturn();
        return enough || steps() >= settings.steps() || updates() >= settings.updates();
    }

    /** Rounds go on for as long as something is missing; the monitor says that itself. */
    private boolean nothingMissing() {
        return !cell.strategy().asksTheMonitor() && learner.recovered();
    }

    private boolean willReturn() {
        return settings.returns() && !returned;
    }

    /** A segment of every environment, what the monitor makes of it, and the updates it allows. */
    private void round(Grading grading, List<CurvePoint> curve) {
        if (willReturn() && steps() >= settings.returnAfter()) {
            goBack(grading, curve);
        } else if (!nothingMissing()) {
            begin();
        }
        tick(StudySettings.SEGMENT);
        if (cell.strategy().asksTheMonitor()) {
            watch.endRound(rollout.steps()).ifPresent(this::decided);
        }
        while (!over() && train()) {
            if (updates() % settings.evaluateEvery() == 0) {
                curve.add(evaluate(grading));
            }
        }
    }

    /** A round of training, where nobody else says when. */
    private void begin() {
        if (!cell.strategy().asksTheMonitor() && !learner.busy()) {
            learner.hear(new LogEvent.Commanded(Records.round(++rounds)));
            decisions.add(steps() + ": round " + rounds);
        }
    }

    /** The old world again. What was learned in the other one is judged before. */
    private void goBack(Grading grading, List<CurvePoint> curve) {
        curve.add(evaluate(grading));
        returned = true;
        rollout.change(Conditions.of(StudySettings.SOURCE_TASK, "C0"));
        decisions.add(steps() + ": the old world again");
        begin();
        curve.add(evaluate(grading));
    }

    /** In the world that is driven in now. */
    private CurvePoint evaluate(Grading grading) {
        return returned
                ? grading.inTheOldWorld(learner.merged(), spent())
                : grading.onTheWay(learner.merged(), spent());
    }

    private void decided(FleetWatch.Decided decided) {
        decisions.add(String.format(
                Locale.ROOT,
                "%d: %s %s (%s)",
                steps(),
                decided.verdict().component(),
                decided.verdict().finding(),
                decided.verdict().signal().signal()));
        learner.hear(new LogEvent.Decided(Records.decision(decided, steps(), rollout.modelVersion())));
    }

    private boolean train() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        boolean trained = learner.train();
        coreSeconds += (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        return trained;
    }

    private void tick(int ticks) {
        for (int i = 0; i < ticks; i++) {
            rollout.tick();
        }
    }

    private void segment(Segment segment) {
        learner.hear(new LogEvent.SegmentArrived(records.segment(segment), 0, offset));
        if (changed) {
            watch.segment(segment, offset);
        }
        offset++;
    }

    private void episode(FinishedEpisode episode) {
        if (changed) {
            learner.hear(new LogEvent.EpisodeEnded(records.episode(episode)));
            watch.episode(episode);
        }
    }

    private void swapped(Swap swap) {
        ModelVersion manifest = versions.manifest(swap.version());
        if (manifest != null) {
            Long answers = manifest.getDecision();
            watch.swapped(swap.version(), answers == null ? 0 : answers, Reference.fromAvro(manifest.getReference()));
        }
    }

    private long steps() {
        return rollout.steps() - settled;
    }

    private int updates() {
        return (int) learner.progress().updates();
    }

    private Spending spent() {
        return new Spending(steps(), updates(), coreSeconds, versions.trainable(), versions.bytes(), decisions);
    }

    @Override
    public void close() {
        session.close();
        learner.close();
    }
}
