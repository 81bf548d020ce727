package io.slipstream.actor.commands;

import io.slipstream.actor.domain.Domain;
import io.slipstream.environment.Conditions;
import io.slipstream.schemas.avro.Command;
import io.slipstream.schemas.avro.ShiftKnobs;
import java.util.Optional;
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

    private final AtomicReference<@Nullable Conditions> pending = new AtomicReference<>();
    private final Domain domain;
    private Conditions asked;
    private boolean settled;
    private volatile boolean paused;
    private volatile @Nullable Double speed;

    /**
     * Drives; a task under a shift, from the first {@link #settle} on and unless a change comes before it.
     *
     * @param domain knows what commands can name, and prepares conditions before they are driven
     * @throws IllegalArgumentException naming the known ones if one is unknown
     */
    public ScenarioSwitch(Domain domain, String task, String shift) {
        this.domain = domain;
        this.asked = domain.conditions(task, shift);
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
        asked = domain.changed(
                asked, Optional.ofNullable(task), Optional.ofNullable(shift), Optional.ofNullable(knobs));
        settled = false;
    }

    /**
     * Lets the latest change count, from every environment's next episode on. Apart from {@link #change}, so that of many
     * changes at once, as a drift or a log read back brings them, only the last is measured.
     */
    public void settle() {
        if (!settled) {
            LOG.info("{}: {}", asked, domain.prepare(asked));
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
    public @Nullable Conditions takeChange() {
        return pending.getAndSet(null);
    }
}
