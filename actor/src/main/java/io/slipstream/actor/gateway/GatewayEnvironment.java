package io.slipstream.actor.gateway;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.environment.ResetRequest;
import io.slipstream.environment.Spaces;
import io.slipstream.environment.StepBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environments of all clients as one. A place without a client, or whose client is late, yields NaN, so that the rollout
 * fences it until an episode begins there. One thread steps.
 */
final class GatewayEnvironment implements Environment {
    private static final long IDLE_NANOS = 50_000_000L;

    private final Hub hub;
    private final Spaces spaces;
    private final int size;
    private final int[] steps;
    private final double[] returns;
    private final long[] episode;
    private final Conditions[] held;
    private final @Nullable EpisodeReport[] ended;

    GatewayEnvironment(Hub hub) {
        this.hub = hub;
        spaces = hub.settings().spaces();
        size = spaces.observation().size();
        int places = hub.places();
        steps = new int[places];
        returns = new double[places];
        episode = new long[places];
        held = new Conditions[places];
        ended = new EpisodeReport[places];
        Arrays.fill(episode, -1);
        Arrays.fill(held, hub.held());
    }

    @Override
    public int environments() {
        return hub.places();
    }

    @Override
    public Spaces spaces() {
        return spaces;
    }

    @Override
    public void reset(ResetRequest request, StepBuffer out) {
        request.conditions().ifPresent(this::change);
        request.seed().ifPresent(hub::seed);
        hub.beginAll(System.nanoTime());
        long until = System.nanoTime() + hub.settings().patience().toNanos();
        synchronized (hub) {
            while (hub.remotes().stream().anyMatch(Remote::owes) && pause(until)) {
                // Somebody may be late for its first observation; it comes in later then.
            }
            fill(out);
        }
    }

    @Override
    public void step(int[] actions, StepBuffer out) {
        for (int action : actions) {
            if (action < 0 || action >= spaces.actions()) {
                throw new IllegalArgumentException(
                        "action " + action + " does not exist; actions are 0 to " + (spaces.actions() - 1));
            }
        }
        for (Remote remote : asked()) {
            byte[] its = new byte[remote.environments()];
            for (int i = 0; i < its.length; i++) {
                its[i] = (byte) actions[remote.slots()[i]];
            }
            remote.act(its);
        }
        synchronized (hub) {
            await();
            fill(out);
        }
    }

    /** Those whose turn it is to be told what to do, who owe an observation from now on. */
    private List<Remote> asked() {
        List<Remote> ready = new ArrayList<>();
        long now = System.nanoTime();
        synchronized (hub) {
            for (Remote remote : hub.remotes()) {
                if (remote.ready()) {
                    remote.asked(false, now);
                    ready.add(remote);
                }
            }
        }
        return ready;
    }

    private void await() {
        long start = System.nanoTime();
        long until = start + hub.settings().patience().toNanos();
        while (hub.remotes().stream().anyMatch(Remote::awaited) && pause(until)) {
            // An answer or a departure; look again.
        }
        for (Remote remote : hub.remotes()) {
            if (remote.awaited()) {
                remote.giveUpWaiting();
                hub.count(Incident.LATE);
            }
        }
        while (hub.remotes().stream().allMatch(Remote::owes) && pause(start + IDLE_NANOS)) {
            // Nobody is here: time stands still for a moment rather than spinning.
        }
    }

    /** Waits for something to happen; whether there is time left. */
    private boolean pause(long until) {
        long left = until - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            hub.wait(left / 1_000_000, (int) (left % 1_000_000));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fill(StepBuffer out) {
        out.clearFinished();
        for (int place = 0; place < hub.places(); place++) {
            ended[place] = null;
            Remote remote = hub.at(place);
            Arrival arrival = remote == null ? null : remote.show();
            if (remote == null || arrival == null) {
                Arrays.fill(out.observations, place * size, (place + 1) * size, Float.NaN);
                out.rewards[place] = 0;
                out.flags[place] = 0;
            } else {
                take(place, index(remote, place), arrival, out);
            }
        }
    }

    private static int index(Remote remote, int place) {
        int i = 0;
        while (remote.slots()[i] != place) {
            i++;
        }
        return i;
    }

    private void take(int place, int i, Arrival arrival, StepBuffer out) {
        System.arraycopy(arrival.observations(), i * size, out.observations, place * size, size);
        out.rewards[place] = arrival.rewards()[i];
        out.flags[place] = arrival.flags()[i];
        boolean first = (arrival.flags()[i] & StepBuffer.FIRST) != 0;
        if (first) {
            episode[place]++;
            held[place] = hub.held();
        }
        steps[place] = first ? 0 : steps[place] + 1;
        returns[place] = first ? 0 : returns[place] + arrival.rewards()[i];
        if ((arrival.flags()[i] & StepBuffer.LAST) != 0) {
            out.addFinished(place);
            ended[place] = report(
                    place,
                    (arrival.flags()[i] & StepBuffer.TERMINAL) != 0,
                    arrival.endings().get(i));
        }
    }

    private EpisodeReport report(int place, boolean terminated, Arrival.@Nullable Ending ending) {
        String plain = terminated ? "TERMINATED" : "TRUNCATED";
        return new EpisodeReport(
                held[place],
                steps[place],
                returns[place],
                ending != null && ending.success(),
                ending == null || ending.outcome().isBlank() ? plain : ending.outcome(),
                terminated,
                ending == null ? Map.of() : ending.metrics());
    }

    @Override
    public void change(Conditions conditions) {
        hub.change(conditions);
    }

    @Override
    public Conditions conditions(int environment) {
        return held[environment];
    }

    @Override
    public long episode(int environment) {
        return episode[environment];
    }

    @Override
    public EpisodeReport report(int environment) {
        EpisodeReport report = ended[environment];
        if (report == null) {
            throw new IllegalStateException("no episode of environment " + environment + " has just ended");
        }
        return report;
    }
}
