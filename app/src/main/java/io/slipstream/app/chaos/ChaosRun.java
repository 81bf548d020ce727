package io.slipstream.app.chaos;

import io.slipstream.app.log.ClusterLog;
import io.slipstream.app.run.StopSignal;
import io.slipstream.learner.checkpoint.CheckpointFile;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.kafka.BrokerUnavailableException;
import io.slipstream.runtime.kafka.ClusterCheck;
import io.slipstream.runtime.kafka.KafkaClients;
import io.slipstream.runtime.kafka.TopicAdmin;
import io.slipstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** One chaos run from the first broker's start to the last question to the log. */
public final class ChaosRun {
    private static final long SECOND = 1_000_000_000L;
    /** A broker that is up answers within this. */
    private static final Duration ASK_FOR = Duration.ofSeconds(5);

    private static final Duration TURN = Duration.ofMillis(100);
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration HEAL_PATIENCE = Duration.ofMinutes(4);
    private static final Duration DECISION_PATIENCE = Duration.ofMinutes(3);
    /** One that no monitor misses. */
    private static final String PLAIN_SHIFT = "D2";

    private static final Duration CATCH_UP_PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final ChaosSettings settings;
    private final Config base;
    private final PrintWriter progress;
    private final StopSignal stop;

    /**
     * @param settings what to do
     * @param base configuration of the harness's own clients, without the brokers
     * @param progress takes a line for every fault and now and then
     * @param stop ends the run where it is: what it wrote can be asked later
     */
    public ChaosRun(ChaosSettings settings, Config base, PrintWriter progress, StopSignal stop) {
        this.settings = settings;
        this.base = base;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs it.
     *
     * @throws ChaosException if it could not be carried out, or was stopped
     */
    public ChaosReport run() {
        Ballast ballast = settings.smallDisk().map(Ballast::new).orElse(null);
        try (Cluster cluster = new Cluster(settings)) {
            Config config = base.with(CommonSettings.BOOTSTRAP_SERVERS, cluster.directServers());
            if (ballast != null) {
                ballast.free();
            }
            say("seed %d; everything lies in %s", settings.seed(), settings.folder());
            cluster.names("broker-").forEach(name -> cluster.child(name).start());
            awaitBrokers(cluster, config);
            createTopics(config);
            KafkaClients clients = new KafkaClients(config);
            try (LogFollower follower = new LogFollower(clients);
                    Health health = new Health(follower, cluster.names("actor-"), cluster.internalPorts(), config);
                    Operator operator = new Operator(clients, Clock.systemUTC())) {
                follower.start();
                health.start();
                Nemesis nemesis = new Nemesis(
                        cluster,
                        Optional.ofNullable(ballast),
                        new FaultPlan(
                                settings.seed(),
                                settings.gap().toMillis(),
                                Nemesis.targets(cluster, settings.kinds(), ballast != null)),
                        health,
                        Clock.systemUTC(),
                        line -> say("%s", line));
                return play(cluster, config, follower, health, nemesis, operator);
            }
        }
    }

    /**
     * Asks the log that an earlier run left, which may have been broken off: starts its brokers and nothing else. What had been visible
     * while it grew, and when the learner was started, is known to that run alone and not asked for.
     *
     * @param told takes the answers
     * @return whether all that was asked for holds
     */
    public boolean askAgain(Consumer<String> told) {
        try (Cluster cluster = new Cluster(settings)) {
            cluster.names("broker-").forEach(name -> cluster.child(name).start());
            Config config = base.with(CommonSettings.BOOTSTRAP_SERVERS, cluster.directServers());
            awaitBrokers(cluster, config);
            say("asking the log of an earlier run");
            try (ClusterLog log = new ClusterLog(new KafkaClients(config), "the log")) {
                LogCheck.Outcome outcome =
                        new LogCheck(log, config.get(CommonSettings.TOPICS_PREFIX), List.of()).alone(config);
                ChaosReport.lines(outcome).forEach(told);
                return outcome.holds();
            }
        }
    }

    /** Asks often, so that a broker that cannot even start is named at once and a stop is heard. */
    private void awaitBrokers(Cluster cluster, Config config) {
        ClusterCheck check = new ClusterCheck(config.with(CommonSettings.CLUSTER_TIMEOUT, ASK_FOR));
        Duration patience = config.get(CommonSettings.CLUSTER_TIMEOUT);
        require(
                await(patience, () -> {
                    cluster.names("broker-").stream().map(cluster::child).forEach(ChaosRun::requireAlive);
                    return answers(check);
                }),
                "no broker answered within " + patience.toSeconds() + " s");
    }

    private static boolean answers(ClusterCheck check) {
        try {
            check.require();
            return true;
        } catch (BrokerUnavailableException e) {
            return false;
        }
    }

    private static void requireAlive(Child child) {
        if (child.endedByItself()) {
            throw new ChaosException(
                    child.name() + " ended by itself with " + child.status() + "; " + child.output() + " says why");
        }
    }

    private void createTopics(Config config) {
        try (Admin admin = new KafkaClients(config).admin("chaos-topics")) {
            new TopicAdmin(admin, config).ensure(Topics.all());
        }
    }

    private ChaosReport play(
            Cluster cluster, Config config, LogFollower follower, Health health, Nemesis nemesis, Operator operator) {
        List<String> services = new ArrayList<>(List.of(Cluster.LEARNER, Cluster.MONITOR));
        services.addAll(cluster.names("actor-"));
        services.forEach(nemesis::start);
        long started = System.nanoTime();
        boolean heard = await(START_PATIENCE, () -> {
            nemesis.turn(System.nanoTime(), false);
            return unheard(cluster, health, started).isEmpty();
        });
        require(
                heard,
                "within " + START_PATIENCE.toSeconds() + " s after the start nothing was heard of "
                        + String.join(", ", unheard(cluster, health, started)));
        say("everything is well after %.0f s; faults begin", (System.nanoTime() - started) / 1e9);
        long began = System.nanoTime();
        long stepsBefore = follower.steps();
        nemesis.begin(began);
        disturb(follower, nemesis, operator, began);
        goOn();
        long ended = System.nanoTime();
        long stepsAfter = follower.steps();
        nemesis.mendAll(ended);
        boolean healed = await(HEAL_PATIENCE, () -> {
            nemesis.turn(System.nanoTime(), false);
            return nemesis.quiet();
        });
        say(healed ? "everything is well again" : "NOT well again: " + nemesis.ill());
        waitForADecision(follower, nemesis, operator);
        boolean caughtUp = settle(cluster, follower, nemesis);
        follower.close();
        LogCheck.Outcome outcome = check(config, follower, nemesis);
        return new ChaosReport(
                settings,
                (ended - began) / 1e9,
                nemesis.recoveries(),
                cluster.all().stream()
                        .map(child -> new ChaosReport.Lives(child.name(), child.lives(), child.ownEnds()))
                        .toList(),
                Load.of(follower.stepsBySecond(), began, ended, stepsAfter - stepsBefore, settings.pace()),
                healed && caughtUp,
                outcome);
    }

    private static List<String> unheard(Cluster cluster, Health health, long since) {
        return cluster.names("").stream()
                .filter(name -> !health.well(name, since))
                .toList();
    }

    private void disturb(LogFollower follower, Nemesis nemesis, Operator operator, long began) {
        long end = began + settings.time().toNanos();
        long nextLine = began + BETWEEN_LINES.toNanos();
        long nextCommand = began;
        while (System.nanoTime() - end < 0 && !stop.await(TURN)) {
            long now = System.nanoTime();
            nemesis.turn(now, true);
            if (now - nextCommand >= 0) {
                operator.ask();
                nextCommand = now + BETWEEN_COMMANDS.toNanos();
            }
            if (now - nextLine >= 0) {
                nextLine = now + BETWEEN_LINES.toNanos();
                say(
                        "%d faults, %,d steps on the log, not well: %s, %d s left",
                        nemesis.faults(), follower.steps(), nemesis.ill(), (end - now) / SECOND);
            }
        }
    }

    /** A log without a decision says nothing about decisions: a short time of faults may have had none. */
    private void waitForADecision(LogFollower follower, Nemesis nemesis, Operator operator) {
        if (follower.decided()) {
            return;
        }
        operator.shift(PLAIN_SHIFT);
        boolean decided = await(DECISION_PATIENCE, () -> {
            nemesis.turn(System.nanoTime(), false);
            return follower.decided();
        });
        say(decided ? "the first decision has come" : "no decision has come");
    }

    /** Ends the actors, lets the others catch up, and ends them. */
    private boolean settle(Cluster cluster, LogFollower follower, Nemesis nemesis) {
        cluster.names("actor-").forEach(nemesis::retire);
        TreeMap<Long, Long> before = new TreeMap<>();
        boolean caughtUp = await(CATCH_UP_PATIENCE, () -> {
            nemesis.turn(System.nanoTime(), false);
            before.merge(follower.steps(), 1L, Long::sum);
            boolean still = before.lastEntry().getValue() > 30;
            return still && follower.learnerSteps() >= follower.steps();
        });
        say(
                caughtUp ? "the learner has read everything" : "the learner is at %,d of %,d steps",
                follower.learnerSteps(),
                follower.steps());
        nemesis.retire(Cluster.LEARNER);
        nemesis.retire(Cluster.MONITOR);
        return caughtUp;
    }

    private LogCheck.Outcome check(Config config, LogFollower follower, Nemesis nemesis) {
        say("asking the log");
        try (ClusterLog log = new ClusterLog(new KafkaClients(config), "the log")) {
            return new LogCheck(log, config.get(CommonSettings.TOPICS_PREFIX), nemesis.learnerStarts())
                    .run(follower.seen(), new CheckpointFile(settings.learnerFolder()).read(), config);
        }
    }

    private boolean await(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            goOn();
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(TURN.toNanos());
        }
        return true;
    }

    private void goOn() {
        if (stop.requested()) {
            throw new ChaosException("stopped");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ChaosException(otherwise + "; the .log files in the folder say why");
        }
    }

    private void say(String format, Object... values) {
        progress.println(String.format(Locale.ROOT, format, values));
        progress.flush();
    }
}
