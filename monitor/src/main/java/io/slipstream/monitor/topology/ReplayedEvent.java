package io.slipstream.monitor.topology;

import io.slipstream.runtime.serde.UnknownSchemaException;
import java.util.Optional;

/** An event of a log that is read again. Its content is the monitor's own affair. */
public final class ReplayedEvent {
    private final EventFormat.Keyed keyed;

    private ReplayedEvent(EventFormat.Keyed keyed) {
        this.keyed = keyed;
    }

    /**
     * A transition segment; empty for what the monitor would send to dead letters.
     *
     * @throws UnknownSchemaException when it was written with a schema of the future
     */
    public static Optional<ReplayedEvent> segment(WireFormat wire, WindowReplay.Bytes record) {
        return read(EventFormat.segments(wire), record);
    }

    /**
     * An episode; empty for what the monitor would send to dead letters.
     *
     * @throws UnknownSchemaException when it was written with a schema of the future
     */
    public static Optional<ReplayedEvent> episode(WireFormat wire, WindowReplay.Bytes record) {
        return read(EventFormat.episodes(wire), record);
    }

    static Optional<ReplayedEvent> read(EventFormat format, WindowReplay.Bytes record) {
        try {
            Source source = new Source(record.topic(), record.partition(), record.offset());
            return Optional.of(new ReplayedEvent(format.read(record.value(), source)));
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            // As in the live monitor: what cannot be used stops nothing.
            return Optional.empty();
        }
    }

    String fleet() {
        return keyed.fleet();
    }

    FleetEvent event() {
        return keyed.event();
    }

    /** Environment steps it brought. */
    public int steps() {
        return keyed.event() instanceof SegmentEvent segment ? segment.signals().length() : 0;
    }
}
