package io.slipstream.actor.gateway;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.StepBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client with its environments. It is either owed an action or owes an observation. What is not final belongs to the
 * {@link Hub}'s lock.
 */
abstract class Remote {
    private final String name;
    private final int environments;
    private final byte[] lastFlags;
    private int[] slots = {};
    private boolean begun;
    private boolean owes = true;
    // Whether the fleet has seen what arrived.
    private boolean shown;
    // Nobody waits for one that is late; whoever begins is, since a reset may take its time.
    private boolean late = true;
    private long owesSince;
    private volatile long heardAt;
    private @Nullable Arrival arrival;

    Remote(String name, int environments, long nanoTime) {
        this.name = name;
        this.environments = environments;
        lastFlags = new byte[environments];
        owesSince = nanoTime;
        heardAt = nanoTime;
    }

    final String name() {
        return name;
    }

    final int environments() {
        return environments;
    }

    /** Where its environments stand in the fleet's. */
    final int[] slots() {
        return slots;
    }

    final void seat(int[] taken) {
        slots = taken;
    }

    final void heard(long nanoTime) {
        heardAt = nanoTime;
    }

    final boolean owes() {
        return owes;
    }

    /** Whether a step waits for it. */
    final boolean awaited() {
        return owes && !late;
    }

    final void giveUpWaiting() {
        late = true;
    }

    /** It has been sent actions, or asked to begin. */
    final void asked(boolean toBegin, long nanoTime) {
        owes = true;
        late = toBegin;
        begun = begun && !toBegin;
        owesSince = nanoTime;
        arrival = null;
    }

    /**
     * Takes what it observed.
     *
     * @throws Refusal if it says of an episode what cannot be
     */
    final void arrived(Arrival what) throws Refusal {
        for (int i = 0; i < environments; i++) {
            boolean first = (what.flags()[i] & StepBuffer.FIRST) != 0;
            boolean last = (what.flags()[i] & StepBuffer.LAST) != 0;
            boolean terminal = (what.flags()[i] & StepBuffer.TERMINAL) != 0;
            boolean due = !begun || (lastFlags[i] & StepBuffer.LAST) != 0;
            if (first != due || (first && last) || (terminal && !last) || what.flags()[i] > 7 || what.flags()[i] < 0) {
                throw new Refusal(
                        Incident.IMPOSSIBLE_EPISODE,
                        "environment " + i + " has flags " + what.flags()[i] + " after " + lastFlags[i]
                                + ": an episode begins (1) at the first observation and after each that ended (2), only there,"
                                + " and what is terminal (4) has ended");
            }
        }
        System.arraycopy(what.flags(), 0, lastFlags, 0, environments);
        begun = true;
        owes = false;
        arrival = what;
        shown = false;
    }

    /** Whether the fleet has seen what it observed, so that it can be told what to do. */
    final boolean ready() {
        return !owes && shown;
    }

    /** What it observed, for the fleet to see. */
    final @Nullable Arrival show() {
        shown = true;
        return arrival;
    }

    final boolean silent(Duration limit, long nanoTime) {
        return nanoTime - heardAt > limit.toNanos();
    }

    final boolean unanswered(Duration limit, long nanoTime) {
        return owes && nanoTime - owesSince > limit.toNanos();
    }

    /** How long it may say nothing. */
    abstract Duration silence(GatewaySettings settings);

    /** Sends what to do; never waits for long. */
    abstract void act(byte[] actions);

    /** Asks to begin an episode everywhere. */
    abstract void begin(long seed, Conditions conditions);

    /** Tells under what to hold the next episodes. */
    abstract void change(Conditions conditions);

    /** Sends a sign of life. */
    abstract void heartbeat();

    /** Tells why it ends, and ends; may be called again. */
    abstract void end(String reason);
}
