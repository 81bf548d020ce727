package io.slipstream.learner;

import io.slipstream.learner.ingest.EventReader;
import io.slipstream.learner.plan.TrainingPlan;
import io.slipstream.runtime.control.SeenCommands;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.Component;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people have told a learner: each command counts once, and what holds until another one ends it is kept to. One thread owns it. */
final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final int REMEMBERED = 64;
    private static final String PAUSED = "paused";
    private static final String FORBIDDEN = "forbidden.";
    private static final String COMMAND = "command.";
    private static final String SERVICE = "learner";

    private final TrainingPlan plan;
    private final SeenCommands seen = new SeenCommands(REMEMBERED);

    /** @param plan keeps to the orders */
    Orders(TrainingPlan plan) {
        this.plan = plan;
    }

    /** Whether a command is for a learner and was not asked about before. */
    boolean concern(Command command) {
        return command.getArguments().getOrDefault("service", SERVICE).equals(SERVICE) && seen.isNew(command.getId());
    }

    /** Keeps to what holds until another order ends it; other commands pass. */
    void keepTo(Command command) {
        switch (command.getKind()) {
            case PAUSE -> plan.pause();
            case RESUME -> plan.resume();
            case FORBID_COMPONENT -> plan.forbid(EventReader.componentOf(command));
            case ALLOW_COMPONENT -> plan.allow(EventReader.componentOf(command));
            default -> {
                return;
            }
        }
        LOG.info(
                "{} by {}: {}{}",
                command.getKind(),
                command.getIssuedBy(),
                command.getReason(),
                plan.paused() ? " (training is paused)" : "");
    }

    /** Writes down what holds and what was seen, for a checkpoint. */
    void save(Map<String, Long> counters) {
        counters.put(PAUSED, plan.paused() ? 1L : 0L);
        plan.forbidden().forEach(component -> counters.put(FORBIDDEN + component.name(), 1L));
        List<String> ids = seen.ids();
        for (int i = 0; i < ids.size(); i++) {
            counters.put(COMMAND + ids.get(i), (long) i);
        }
    }

    /** Goes on with what was written down. */
    void restore(Map<String, Long> counters) {
        if (counters.getOrDefault(PAUSED, 0L) == 1L) {
            plan.pause();
        }
        for (Component component : Component.values()) {
            if (counters.containsKey(FORBIDDEN + component.name())) {
                plan.forbid(component);
            }
        }
        seen.restore(counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(COMMAND))
                .sorted(Map.Entry.comparingByValue())
                .map(counter -> counter.getKey().substring(COMMAND.length()))
                .toList());
    }
}
