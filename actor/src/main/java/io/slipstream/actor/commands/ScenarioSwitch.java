package io.slipstream.actor.commands;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.ShiftLabels;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an actor has been told to drive and whether to drive at all. Commands come in on one thread, the driving thread
 * takes changes out; the first change to take is the scenario to start with.
 */
public final class ScenarioSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(ScenarioSwitch.class);

    private final AtomicReference<@Nullable Scenario> pending = new AtomicReference<>();
    private final Catalogue catalogue;
    private final ShiftLabels labels;
    // The task asked for; a shift may put another one in its place while it lasts.
    private String task;
    private String shift;
    private volatile boolean paused;

    /**
     * Starts with a task and a shift, and drives.
     *
     * @param catalogue what commands can name
     * @param labels asked for the label of every scenario before it is driven: measuring takes a moment that the driving thread does
     *     not have
     * @throws IllegalArgumentException naming the known ones if one is unknown
     */
    public ScenarioSwitch(Catalogue catalogue, ShiftLabels labels, String task, String shift) {
        this.catalogue = catalogue;
        this.labels = labels;
        this.task = task;
        this.shift = shift;
        pending.set(labelled(task, shift));
    }

    private Scenario labelled(String newTask, String newShift) {
        Scenario scenario = catalogue.scenario(newTask, newShift, RewardSettings.defaults());
        LOG.info("{} under {}: {}", newTask, newShift, labels.of(scenario));
        return scenario;
    }

    /**
     * Changes task, shift or both, from every environment's next episode on.
     *
     * @param arguments {@code task} and {@code shift}; one that is absent stays as it is
     * @throws IllegalArgumentException if both are absent or one is unknown
     */
    public void change(Map<String, String> arguments) {
        String newTask = arguments.getOrDefault("task", task);
        String newShift = arguments.getOrDefault("shift", shift);
        if (!arguments.containsKey("task") && !arguments.containsKey("shift")) {
            throw new IllegalArgumentException("a change of scenario needs the argument task, shift or both");
        }
        pending.set(labelled(newTask, newShift));
        task = newTask;
        shift = newShift;
    }

    /** Stops driving after the current step. */
    public void pause() {
        paused = true;
    }

    /** Drives on. */
    public void resume() {
        paused = false;
    }

    /** Whether driving is paused. */
    public boolean paused() {
        return paused;
    }

    /** The scenario to change to, once; for the driving thread. */
    public @Nullable Scenario takeChange() {
        return pending.getAndSet(null);
    }
}
