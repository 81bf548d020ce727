package io.slipstream.actor.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.environment.Conditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where clients and the fleet meet: so many places, each empty or taken by an environment of a client. Its monitor is the lock of all. */
final class Hub {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final GatewaySettings settings;
    private final @Nullable Remote[] places;
    private final Map<Incident, LongAdder> counts = new EnumMap<>(Incident.class);
    private Conditions conditions;
    private long seed;

    Hub(GatewaySettings settings, int places, Conditions conditions, MeterRegistry registry) {
        this.settings = settings;
        this.places = new Remote[places];
        this.conditions = conditions;
        for (Incident incident : Incident.values()) {
            LongAdder count = new LongAdder();
            counts.put(incident, count);
            FunctionCounter.builder("slipstream.gateway.incidents", count, LongAdder::sum)
                    .tag("incident", incident.tag())
                    .description("what happened to remote environments")
                    .register(registry);
        }
        Gauge.builder("slipstream.gateway.environments", this, Hub::taken)
                .description("remote environments that are connected")
                .register(registry);
    }

    GatewaySettings settings() {
        return settings;
    }

    void count(Incident incident) {
        LongAdder count = counts.get(incident);
        if (count != null) {
            count.increment();
        }
    }

    /** How often something has happened. */
    long counted(Incident incident) {
        LongAdder count = counts.get(incident);
        return count == null ? 0 : count.sum();
    }

    /**
     * Seats a client and asks it to begin. One of the same name gives way: after a broken connection the old end may not know yet.
     *
     * @throws Refusal if there is not enough room
     */
    void join(Remote remote, long nanoTime) throws Refusal {
        Remote older;
        synchronized (this) {
            older = remotes().stream()
                    .filter(other -> other.name().equals(remote.name()))
                    .findFirst()
                    .orElse(null);
            int[] before = older == null ? new int[0] : older.slots();
            int[] seats = free(remote.environments(), before);
            if (seats.length < remote.environments()) {
                throw new Refusal(
                        Incident.FULL,
                        "there is room for " + seats.length + " more environments of " + places.length + ", not for "
                                + remote.environments() + "; raise actor.environments");
            }
            if (older != null) {
                vacate(older);
            }
            for (int seat : seats) {
                places[seat] = remote;
            }
            remote.seat(seats);
            remote.asked(true, nanoTime);
        }
        if (older != null) {
            count(Incident.FENCED);
            older.end("a newer connection named '" + remote.name() + "' has taken over");
        }
        count(Incident.JOINED);
        LOG.info("'{}' has joined with {} environments", remote.name(), remote.environments());
        remote.begin(nextSeed(), held());
    }

    private int[] free(int wanted, int[] before) {
        Set<Integer> found = new LinkedHashSet<>();
        for (int seat : before) {
            found.add(seat);
        }
        for (int seat = 0; seat < places.length; seat++) {
            if (places[seat] == null) {
                found.add(seat);
            }
        }
        return found.stream().mapToInt(Integer::intValue).limit(wanted).toArray();
    }

    private void vacate(Remote remote) {
        for (int seat = 0; seat < places.length; seat++) {
            if (places[seat] == remote) {
                places[seat] = null;
            }
        }
        notifyAll();
    }

    /** Takes a client out, once; its open episodes are discarded with it. */
    void leave(Remote remote, Incident why, String reason) {
        synchronized (this) {
            if (!seated(remote)) {
                return;
            }
            vacate(remote);
        }
        count(why);
        LOG.info("'{}' is out: {}", remote.name(), reason);
        remote.end(reason);
    }

    synchronized boolean seated(Remote remote) {
        return Arrays.asList(places).contains(remote);
    }

    /**
     * Takes what a client observed and lets the fleet know.
     *
     * @throws Refusal if it was not its turn, or says what cannot be
     */
    synchronized void arrived(Remote remote, Arrival arrival) throws Refusal {
        if (!seated(remote)) {
            throw new Refusal(Incident.OUT_OF_ORDER, "it has no place any more");
        }
        if (!remote.owes()) {
            throw new Refusal(Incident.OUT_OF_ORDER, "an observation came before the action for the last one");
        }
        remote.arrived(arrival);
        if (!arrival.finite()) {
            count(Incident.NOT_FINITE);
        }
        notifyAll();
    }

    /** Everybody who has a place. */
    synchronized List<Remote> remotes() {
        Set<Remote> all = new LinkedHashSet<>();
        for (Remote remote : places) {
            if (remote != null) {
                all.add(remote);
            }
        }
        return new ArrayList<>(all);
    }

    /** Who sits at a place; callers hold the lock as long as they use it. */
    @Nullable
    Remote at(int place) {
        return places[place];
    }

    int places() {
        return places.length;
    }

    private synchronized double taken() {
        return Arrays.stream(places).filter(remote -> remote != null).count();
    }

    /** What episodes begin under from now on. */
    synchronized Conditions held() {
        return conditions;
    }

    /** Tells everybody to hold the next episodes under other conditions. */
    void change(Conditions other) {
        synchronized (this) {
            conditions = other;
        }
        remotes().forEach(remote -> remote.change(other));
    }

    synchronized void seed(long from) {
        seed = from;
    }

    private synchronized long nextSeed() {
        return seed++;
    }

    /** Asks everybody to begin anew. */
    void beginAll(long nanoTime) {
        for (Remote remote : remotes()) {
            synchronized (this) {
                remote.asked(true, nanoTime);
            }
            remote.begin(nextSeed(), held());
        }
    }

    /** Drops those that are silent or owe an answer for too long, and gives the others a sign of life. */
    void look(long nanoTime) {
        for (Remote remote : remotes()) {
            boolean unanswered;
            synchronized (this) {
                unanswered = remote.unanswered(settings.answerTimeout(), nanoTime);
            }
            if (remote.silent(remote.silence(settings), nanoTime)) {
                leave(remote, Incident.SILENT, "nothing was heard for " + remote.silence(settings));
            } else if (unanswered) {
                leave(remote, Incident.NO_ANSWER, "no observation came for " + settings.answerTimeout());
            } else {
                remote.heartbeat();
            }
        }
    }

    void close(String reason) {
        remotes().forEach(remote -> leave(remote, Incident.LEFT, reason));
    }
}
