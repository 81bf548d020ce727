package io.slipstream.actor.commands;

import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.ShiftLabels;
import io.slipstream.sim.task.Task;
import java.util.OptionalDouble;
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

    private static final double FASTEST = 1e6;

    private final AtomicReference<@Nullable Scenario> pending = new AtomicReference<>();
    private final Catalogue catalogue;
    private final ShiftLabels labels;
    private Scenario asked;
    private boolean settled;
    private volatile boolean paused;
    private volatile @Nullable Double speed;

    /**
     * Drives; a task under a shift, from the first {@link #settle} on and unless a change comes before it.
     *
     * @param catalogue what commands can name
     * @param labels asked for the label of every scenario before it is driven: measuring takes a moment that the driving thread does
     *     not have
     * @throws IllegalArgumentException naming the known ones if one is unknown
     */
    public ScenarioSwitch(Catalogue catalogue, ShiftLabels labels, String task, String shift) {
        this.catalogue = catalogue;
        this.labels = labels;
        this.asked = catalogue.scenario(task, shift, RewardSettings.defaults());
    }

    /**
     * Notes another task, shift or both; what the command leaves out stays as it is. It counts from {@link #settle} on.
     *
     * @throws IllegalArgumentException if the command has neither, or one that is unknown or out of its bounds
     */
    public void change(Command command) {
        String task = command.getArguments().get("task");
        String shift = command.getArguments().get("shift");
        ShiftKnobs knobs = command.getShift();
        if (task == null && shift == null && knobs == null) {
            throw new IllegalArgumentException("a change of scenario needs the argument task, shift or both");
        }
        Task newTask = task == null ? asked.asked() : catalogue.task(task);
        asked = new Scenario(newTask, shift(knobs, shift), asked.reward());
        settled = false;
    }

    private Shift shift(@Nullable ShiftKnobs knobs, @Nullable String id) {
        if (knobs != null) {
            return ShiftRecords.read(knobs, catalogue);
        }
        return id == null ? asked.shift() : catalogue.shift(id);
    }

    /**
     * Lets the latest change count, from every environment's next episode on. Apart from {@link #change}, so that of many
     * changes at once, as a drift or a log read back brings them, only the last is measured.
     */
    public void settle() {
        if (!settled) {
            LOG.info("{} under {}: {}", asked.asked().id(), asked.shift().id(), labels.of(asked));
            pending.set(asked);
            settled = true;
        }
    }

    /**
     * Notes another speed.
     *
     * @throws IllegalArgumentException if the command has none that is one
     */
    public void speed(Command command) {
        String text = command.getArguments().get("speed");
        if (text == null) {
            throw new IllegalArgumentException("a change of speed needs the argument speed, a multiple of real time");
        }
        double multiple = parsed(text);
        if (!(multiple >= 0 && multiple <= FASTEST)) {
            throw new IllegalArgumentException("speed has to be a multiple of real time from 0, not " + text);
        }
        speed = multiple;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("speed has to be a number, not '" + text + "'", e);
        }
    }

    /** How fast to drive, as a multiple of real time, 0 for as fast as possible; nothing while nobody has said. */
    public OptionalDouble speed() {
        Double said = speed;
        return said == null ? OptionalDouble.empty() : OptionalDouble.of(said);
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
