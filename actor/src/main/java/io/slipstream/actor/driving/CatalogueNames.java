package io.slipstream.actor.driving;

import io.slipstream.environment.Conditions;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.ScenarioNames;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.task.Task;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * What an actor calls its scenarios: the task driven, the shift's id, and as options the task asked for and every knob, so that two
 * shifts with one id are still two. Safe from any thread.
 */
final class CatalogueNames implements ScenarioNames {
    private static final String ASKED = "task";

    private final Catalogue catalogue;
    private final Map<Conditions, Scenario> scenarios = new ConcurrentHashMap<>();
    private final Map<Scenario, Conditions> names = new ConcurrentHashMap<>();

    CatalogueNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Scenario scenario(Conditions conditions) {
        Scenario known = scenarios.get(conditions);
        if (known != null) {
            return known;
        }
        if (!conditions.options().isEmpty()) {
            throw new IllegalArgumentException("no scenario was ever named " + conditions + conditions.options());
        }
        return catalogue.scenario(conditions.task(), conditions.shift(), RewardSettings.defaults());
    }

    @Override
    public Conditions conditions(Scenario scenario) {
        Conditions known = names.get(scenario);
        return known == null ? named(scenario) : known;
    }

    private Conditions named(Scenario scenario) {
        Map<String, String> options = new TreeMap<>();
        ShiftKnobs knobs = ShiftRecords.of(scenario.shift());
        for (Schema.Field field : ShiftKnobs.getClassSchema().getFields()) {
            Object value = knobs.get(field.pos());
            if (value != null) {
                options.put("shift." + field.name(), value.toString());
            }
        }
        options.put(ASKED, scenario.asked().id());
        Conditions name = new Conditions(scenario.task().id(), scenario.shift().id(), options);
        scenarios.put(name, scenario);
        names.put(scenario, name);
        return name;
    }

    Scenario changed(Scenario from, Optional<String> task, Optional<String> shift, Optional<ShiftKnobs> knobs) {
        Task asked = task.map(catalogue::task).orElse(from.asked());
        Shift under = knobs.map(values -> ShiftRecords.read(values, catalogue))
                .or(() -> shift.map(catalogue::shift))
                .orElse(from.shift());
        return new Scenario(asked, under, from.reward());
    }
}
