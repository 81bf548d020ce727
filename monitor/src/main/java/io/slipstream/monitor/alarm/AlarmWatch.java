package io.slipstream.monitor.alarm;

import io.slipstream.schemas.avro.Alarm;
import io.slipstream.schemas.avro.AlarmState;
import io.slipstream.schemas.avro.Component;
import io.slipstream.schemas.avro.DeadLetter;
import io.slipstream.schemas.avro.FinetuneDecision;
import io.slipstream.schemas.avro.LearningReport;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.SignalReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Knows what the rules need of a fleet's log and says which alarms go off and which are over. No Kafka; one thread owns it. */
final class AlarmWatch {
    private static final int LETTERS = 100_000;

    private final String fleet;
    private final List<AlarmRule> rules;
    private final Map<String, Instant> firing = new HashMap<>();
    private final Map<String, Integer> inARow = new HashMap<>();
    private final Map<String, Double> measured = new HashMap<>();
    private final Deque<Instant> letters = new ArrayDeque<>();
    private final Instant start;
    private @Nullable Instant findingSince;
    // The component that the last decision named: findings that it answers wait for nothing.
    private Component standing = Component.NONE;
    private Instant learnerHeard;
    private @Nullable Double lag;
    private @Nullable Instant guardedAt;
    private @Nullable Long guarded;
    private String guardedWhy = "";

    /**
     * @param fleet that is watched
     * @param rules what to watch for
     * @param now silences count from here, however old the log
     */
    AlarmWatch(String fleet, AlarmRules rules, Instant now) {
        this.fleet = fleet;
        this.rules = rules.rules();
        start = now;
        learnerHeard = now;
    }

    /** Takes an alarm of before a restart: what was firing fires on, unseen. */
    void recall(Alarm alarm) {
        if (alarm.getFleet().equals(fleet)) {
            if (alarm.getState() == AlarmState.FIRING) {
                firing.put(alarm.getRule(), alarm.getSince());
            } else {
                firing.remove(alarm.getRule());
            }
        }
    }

    /** Takes a record of the log. */
    void take(SpecificRecord record) {
        if (record instanceof MismatchReport report && report.getFleet().equals(fleet)) {
            takeWindow(report);
        } else if (record instanceof FinetuneDecision decision
                && decision.getFleet().equals(fleet)) {
            standing = decision.getComponent();
            findingSince = null;
        } else if (record instanceof LearningReport learning
                && learning.getFleet().equals(fleet)) {
            learnerHeard = later(learnerHeard, learning.getCreatedAt());
            lag = learning.getPolicyLag();
            takeGuards(learning);
        } else if (record instanceof DeadLetter letter && letters.size() < LETTERS) {
            letters.add(letter.getCreatedAt());
        }
    }

    /** The first report only says where the count stands: what was before it may be long ago. */
    private void takeGuards(LearningReport learning) {
        long count = learning.getDiscarded() + learning.getWithheld();
        Long before = guarded;
        if (before != null && count > before) {
            guardedAt = learning.getCreatedAt();
            guardedWhy = learning.getGuarded();
        }
        guarded = count;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A record that says it is of the future would keep a silence from being noticed until then. */
    private static Instant notAfter(Instant one, Instant now) {
        return one.isAfter(now) ? now : one;
    }

    private void takeWindow(MismatchReport report) {
        if (!waits(report.getFinding())) {
            findingSince = null;
        } else if (findingSince == null) {
            findingSince = later(start, report.getCreatedAt());
        }
        for (AlarmRule rule : rules) {
            ofWindow(rule, report).ifPresent(value -> {
                measured.put(rule.name(), value);
                boolean over = rule.condition() == AlarmCondition.SUCCESS
                        ? value < rule.threshold()
                        : value > rule.threshold();
                inARow.compute(rule.name(), (name, before) -> over ? (before == null ? 1 : before + 1) : 0);
            });
        }
    }

    /** Whether a finding waits for a decision: while what the last one named is trained, windows go on to show why. */
    private boolean waits(String finding) {
        return switch (finding) {
            case "", "NONE" -> false;
            case "DYNAMICS", "MIXED" -> standing != Component.WORLD_MODEL;
            case "POLICY" -> standing != Component.POLICY;
            default -> true;
        };
    }

    private static OptionalDouble ofWindow(AlarmRule rule, MismatchReport report) {
        if (rule.condition() == AlarmCondition.SUCCESS) {
            Double success = report.getSuccessRate();
            return success == null ? OptionalDouble.empty() : OptionalDouble.of(success);
        }
        if (rule.condition() != AlarmCondition.MISMATCH) {
            return OptionalDouble.empty();
        }
        return reading(rule.signal(), report)
                .filter(reading -> reading.getThreshold() > 0)
                .map(reading -> OptionalDouble.of(reading.getValue() / reading.getThreshold()))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<SignalReading> reading(String signal, MismatchReport report) {
        return switch (signal) {
            case "dynamics" -> Optional.of(report.getDynamics());
            case "policy" -> Optional.of(report.getPolicy());
            default ->
                report.getSignals().stream()
                        .filter(reading -> reading.getSignal().equals(signal))
                        .findFirst();
        };
    }

    /** What has changed by now: alarms that go off, and alarms that are over. */
    List<Alarm> changes(Instant now) {
        learnerHeard = notAfter(learnerHeard, now);
        guardedAt = guardedAt == null ? null : notAfter(guardedAt, now);
        findingSince = findingSince == null ? null : notAfter(findingSince, now);
        List<Alarm> changes = new ArrayList<>();
        for (AlarmRule rule : rules) {
            boolean holds = holds(rule, now);
            Instant since = firing.get(rule.name());
            if (holds && since == null) {
                firing.put(rule.name(), now);
                changes.add(alarm(rule, AlarmState.FIRING, now, now));
            } else if (!holds && since != null && known(rule)) {
                firing.remove(rule.name());
                changes.add(alarm(rule, AlarmState.RESOLVED, since, now));
            }
        }
        return changes;
    }

    /** After a restart an alarm about windows holds on until a window has said otherwise. */
    private boolean known(AlarmRule rule) {
        return switch (rule.condition()) {
            case MISMATCH, SUCCESS -> measured.containsKey(rule.name());
            case LAG -> lag != null;
            default -> true;
        };
    }

    private boolean holds(AlarmRule rule, Instant now) {
        return switch (rule.condition()) {
            case MISMATCH, SUCCESS -> inARow.getOrDefault(rule.name(), 0) >= rule.windows();
            case NO_DECISION -> silence(findingSince, now).compareTo(rule.within()) >= 0;
            case LAG -> lag != null && lag > rule.threshold();
            case DEAD_LETTERS -> letters(rule, now) > rule.threshold();
            case LEARNING_GUARD -> guardedAt != null && silence(guardedAt, now).compareTo(rule.within()) <= 0;
            case LEARNER_SILENT -> silence(learnerHeard, now).compareTo(rule.within()) >= 0;
        };
    }

    private static Duration silence(@Nullable Instant since, Instant now) {
        return since == null ? Duration.ofSeconds(-1) : Duration.between(since, now);
    }

    private long letters(AlarmRule rule, Instant now) {
        Instant from = now.minus(rule.within());
        return letters.stream().filter(at -> !at.isBefore(from)).count();
    }

    /** Forgets dead letters that no rule counts any longer. */
    void forget(Instant now) {
        Duration longest = rules.stream()
                .filter(rule -> rule.condition() == AlarmCondition.DEAD_LETTERS)
                .map(AlarmRule::within)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        letters.removeIf(at -> at.isBefore(now.minus(longest)));
    }

    private @Nullable Double value(AlarmRule rule, Instant now) {
        return switch (rule.condition()) {
            case MISMATCH, SUCCESS -> measured.get(rule.name());
            case LAG -> lag;
            case DEAD_LETTERS -> (double) letters(rule, now);
            case NO_DECISION ->
                findingSince == null
                        ? null
                        : (double) silence(findingSince, now).toSeconds();
            case LEARNING_GUARD -> guarded == null ? null : (double) guarded;
            case LEARNER_SILENT -> (double) silence(learnerHeard, now).toSeconds();
        };
    }

    private Alarm alarm(AlarmRule rule, AlarmState state, Instant since, Instant now) {
        Double value = value(rule, now);
        String told = value == null ? "" : String.format(Locale.ROOT, ", measured %.3f", value);
        String why = rule.condition() == AlarmCondition.LEARNING_GUARD ? ": " + guardedWhy : "";
        String message = "fleet " + fleet + ": " + rule.words() + why + told
                + (state == AlarmState.RESOLVED ? "; holds no longer" : "");
        return Alarm.newBuilder()
                .setFleet(fleet)
                .setRule(rule.name())
                .setState(state)
                .setSeverity(rule.severity())
                .setCondition(rule.words())
                .setValue(value)
                .setThreshold(rule.threshold())
                .setMessage(message)
                .setSince(since)
                .setCreatedAt(now)
                .build();
    }
}
