package io.slipstream.app.chaos;

import io.slipstream.app.chaos.Fault.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes faults happen, mends them, and starts again what ended by itself, as a supervisor does. Owned by one thread. */
final class Nemesis {
    private static final long SECOND = 1_000_000_000L;
    private static final long RESTART_NANOS = 2 * SECOND;
    private static final int MOST_AT_ONCE = 4;

    private final Cluster cluster;
    private final Optional<Ballast> ballast;
    private final FaultPlan plan;
    private final Health health;
    private final Clock clock;
    private final Consumer<String> told;
    private final Map<String, Case> open = new HashMap<>();
    private final Map<String, Long> restarts = new HashMap<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<Instant> learnerStarts = new ArrayList<>();
    private @Nullable Fault next;
    private long nextAt;
    private long began;

    /** A fault that is not over yet; {@code mended} is 0 until it was taken back. */
    private record Case(Fault fault, long since, long until, long mended) {}

    Nemesis(
            Cluster cluster,
            Optional<Ballast> ballast,
            FaultPlan plan,
            Health health,
            Clock clock,
            Consumer<String> told) {
        this.cluster = cluster;
        this.ballast = ballast;
        this.plan = plan;
        this.health = health;
        this.clock = clock;
        this.told = told;
    }

    /** From now on faults come. */
    void begin(long now) {
        began = now;
        draw(now);
    }

    /** Does what is due; {@code strikes} whether new faults may come. */
    void turn(long now, boolean strikes) {
        if (strikes) {
            strike(now);
        }
        for (Case one : List.copyOf(open.values())) {
            if (one.mended() == 0 && now - one.until() >= 0) {
                mend(one, now);
            } else if (one.mended() != 0) {
                recovered(one, now);
            }
        }
        supervise(now);
    }

    private void draw(long now) {
        Set<String> busy = busy();
        // On a slow machine faults must not come faster than anything can recover: then only an outage would be looked
        // at.
        if (busy.size() >= MOST_AT_ONCE || !plan.possible(busy)) {
            nextAt = now + SECOND;
            return;
        }
        Fault drawn = plan.next(busy);
        next = drawn;
        nextAt = Math.max(nextAt, now) + drawn.gapMillis() * 1_000_000;
    }

    private void strike(long now) {
        if (now - nextAt < 0) {
            return;
        }
        Fault due = next;
        next = null;
        if (due != null && !busy().contains(due.target())) {
            told.accept(due.words());
            apply(due);
            open.put(due.target(), new Case(due, now, now + due.lastsMillis() * 1_000_000, 0));
        }
        draw(now);
    }

    private Set<String> busy() {
        Set<String> busy = new HashSet<>(open.keySet());
        busy.addAll(restarts.keySet());
        return busy;
    }

    private void apply(Fault fault) {
        String target = fault.target();
        switch (fault.kind()) {
            case KILL -> cluster.child(target).kill();
            case PAUSE -> cluster.child(target).pause();
            case SLOW -> cluster.link(target).become(Link.State.SLOW, fault.strength());
            case HOLD -> cluster.link(target).become(Link.State.HELD, 0);
            case MUTE -> cluster.link(target).become(Link.State.MUTE, 0);
            case CUT -> cluster.link(target).become(Link.State.CUT, 0);
            case FULL_DISK -> ballast.ifPresent(Ballast::fill);
        }
    }

    private void mend(Case one, long now) {
        Fault fault = one.fault();
        switch (fault.kind()) {
            case KILL -> start(fault.target());
            case PAUSE -> cluster.child(fault.target()).resume();
            case SLOW, HOLD, MUTE, CUT -> cluster.link(fault.target()).become(Link.State.OPEN, 0);
            case FULL_DISK -> ballast.ifPresent(Ballast::free);
        }
        open.put(fault.target(), new Case(fault, one.since(), one.until(), now));
    }

    private void recovered(Case one, long now) {
        if (health.well(one.fault().target(), one.mended())) {
            open.remove(one.fault().target());
            recoveries.add(new Recovery(one.fault(), seconds(one.since()), seconds(one.mended()), seconds(now)));
        }
    }

    /** Starts a process; lives of the learner are remembered. */
    void start(String name) {
        if (name.equals(Cluster.LEARNER)) {
            learnerStarts.add(clock.instant());
        }
        cluster.child(name).start();
    }

    /** Ends a process for good, also one that was to be started again. */
    void retire(String name) {
        restarts.remove(name);
        cluster.child(name).close();
    }

    private void supervise(long now) {
        for (Child child : cluster.all()) {
            if (child.endedByItself()) {
                told.accept(child.name() + " ended by itself with status " + child.status());
                restarts.put(child.name(), now + RESTART_NANOS);
            }
        }
        List.copyOf(restarts.entrySet()).forEach(due -> {
            if (now - due.getValue() >= 0) {
                restarts.remove(due.getKey());
                start(due.getKey());
            }
        });
    }

    /** Whether everything has been mended and is well. */
    boolean quiet() {
        return open.isEmpty() && restarts.isEmpty();
    }

    /** Takes back whatever is still wrong. */
    void mendAll(long now) {
        for (Case one : List.copyOf(open.values())) {
            if (one.mended() == 0) {
                mend(one, now);
            }
        }
    }

    /** Faults that are over, and those whose targets were never heard of again. */
    List<Recovery> recoveries() {
        List<Recovery> all = new ArrayList<>(recoveries);
        open.values()
                .forEach(one ->
                        all.add(new Recovery(one.fault(), seconds(one.since()), seconds(one.mended()), Double.NaN)));
        return all;
    }

    /** When lives of the learner began. */
    List<Instant> learnerStarts() {
        return List.copyOf(learnerStarts);
    }

    /** Faults so far. */
    int faults() {
        return recoveries.size() + open.size();
    }

    /** Who is not well, for people. */
    List<String> ill() {
        return busy().stream().sorted().toList();
    }

    private double seconds(long nanos) {
        return (nanos - began) / 1e9;
    }

    /** Who can be hit by what. */
    static Map<Kind, List<String>> targets(Cluster cluster, Set<Kind> wanted, boolean smallDisk) {
        Map<Kind, List<String>> targets = new HashMap<>();
        List<String> processes = cluster.names("");
        List<String> links = cluster.linkNames();
        targets.put(Kind.KILL, processes);
        targets.put(Kind.PAUSE, processes);
        targets.put(Kind.SLOW, links);
        targets.put(Kind.HOLD, links);
        targets.put(Kind.MUTE, links);
        targets.put(Kind.CUT, links);
        if (smallDisk) {
            targets.put(Kind.FULL_DISK, List.of(Cluster.smallDiskBroker()));
        }
        targets.keySet().retainAll(wanted);
        return targets;
    }
}
