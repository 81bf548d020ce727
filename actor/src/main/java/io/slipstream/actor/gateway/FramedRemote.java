package io.slipstream.actor.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.environment.Conditions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that speaks in frames. It never owes more than one frame, so that what it is sent fits its buffers. */
final class FramedRemote extends Remote {
    private static final Logger LOG = LoggerFactory.getLogger(FramedRemote.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final int size;
    // Of the last frame that asked for an observation; guarded by this.
    private long sequence;

    FramedRemote(Hello hello, Connection connection, long nanoTime) {
        super(hello.name(), hello.environments(), nanoTime);
        this.connection = connection;
        size = hello.observationSize();
    }

    /**
     * Takes a frame of its.
     *
     * @return whether it goes on
     * @throws Refusal if it cannot
     */
    boolean take(Frame frame, Hub hub) throws Refusal {
        heard(System.nanoTime());
        switch (frame.type()) {
            case OBS -> observed(frame, hub);
            case HEARTBEAT -> {}
            case CLOSE -> {
                return false;
            }
            case ERROR -> {
                LOG.warn("'{}' reports: {}", name(), frame.text());
                return false;
            }
            default -> throw new Refusal(Incident.OUT_OF_ORDER, frame.type() + " is not for a client to send now");
        }
        return true;
    }

    private void observed(Frame frame, Hub hub) throws Refusal {
        Arrival arrival = ObservationFrame.read(frame.payload(), environments(), size);
        synchronized (hub) {
            long expected = expected();
            if (frame.sequence() < expected || (frame.sequence() == expected && !owes())) {
                hub.count(Incident.DUPLICATE);
                return;
            }
            if (frame.sequence() > expected) {
                throw new Refusal(
                        Incident.OUT_OF_ORDER, "OBS " + frame.sequence() + " came where " + expected + " was due");
            }
            hub.arrived(this, arrival);
        }
    }

    private synchronized long expected() {
        return sequence;
    }

    @Override
    Duration silence(GatewaySettings settings) {
        return settings.silence();
    }

    @Override
    void act(byte[] actions) {
        send(new Frame(Frame.Type.ACT, next(), actions));
    }

    @Override
    void begin(long seed, Conditions conditions) {
        Map<String, Object> json = json(conditions);
        json.put("seed", seed & Integer.MAX_VALUE);
        send(Frame.text(Frame.Type.RESET, next(), written(json)));
    }

    @Override
    void change(Conditions conditions) {
        send(Frame.text(Frame.Type.CONDITIONS, 0, written(json(conditions))));
    }

    @Override
    void heartbeat() {
        send(new Frame(Frame.Type.HEARTBEAT, 0, new byte[0]));
    }

    @Override
    void end(String reason) {
        send(Frame.text(Frame.Type.ERROR, 0, reason));
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("closing the connection of '{}'", name(), e);
        }
    }

    private synchronized long next() {
        return ++sequence;
    }

    private static Map<String, Object> json(Conditions conditions) {
        Map<String, Object> json = new TreeMap<>();
        json.put("task", conditions.task());
        json.put("shift", conditions.shift());
        json.put("options", conditions.options());
        return json;
    }

    private static String written(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("conditions must always be writable as JSON", e);
        }
    }

    /** What cannot be sent shows where it is read: there the connection has ended, too. */
    private synchronized void send(Frame frame) {
        try {
            connection.send(frame.encoded());
        } catch (IOException e) {
            LOG.debug("cannot send to '{}'", name(), e);
        }
    }
}
