package io.slipstream.bench.speed;

import io.slipstream.monitor.MonitorSettings;
import io.slipstream.monitor.decide.DecisionState;
import io.slipstream.monitor.topology.TopologySettings;
import io.slipstream.monitor.topology.WindowReplay;
import io.slipstream.monitor.topology.WireFormat;
import io.slipstream.runtime.config.Config;
import io.slipstream.schemas.Keys;
import io.slipstream.schemas.avro.DataType;
import io.slipstream.schemas.avro.MismatchReport;
import io.slipstream.schemas.avro.SignalReading;
import io.slipstream.schemas.avro.Tensor;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Computes a window from records of the log with the live monitor's own classes; counts environment steps. */
final class WindowWork {
    private static final String TOPIC = "slipstream.transitions.v1";

    private final Driving driving;
    private final TopologySettings settings;
    private final WindowReplay replay;
    private final WindowReplay.Window filled;

    WindowWork(Driving driving) {
        this.driving = driving;
        settings = MonitorSettings.of(Config.defaults().with(MonitorSettings.SETTLING_STEPS, 0L))
                .topology();
        WireFormat wire = WireFormat.avro(1 << 20);
        replay = new WindowReplay(
                Driving.FLEET,
                wire,
                Map.of(Keys.version(Driving.FLEET, 1), wire.versions().encode(Manifest.of(driving.model()))));
        filled = filled();
    }

    private WindowReplay.Window filled() {
        WindowReplay.Window window = replay.window(report(), settings);
        long offset = 0;
        for (byte[] record : driving.records()) {
            window.segment(new WindowReplay.Bytes(TOPIC, 0, offset++, record));
        }
        return window;
    }

    private MismatchReport report() {
        SignalReading none = new SignalReading("none", 0.0, 0.0, 0.0, 0.0, 1.0, 1L);
        return MismatchReport.newBuilder()
                .setFleet(Driving.FLEET)
                .setWindow(0)
                .setFromStep(0)
                .setToStep(driving.steps())
                .setModelVersion(1)
                .setTask("RTM03")
                .setSteps(driving.steps())
                .setEpisodes(0)
                .setDynamics(none)
                .setPolicy(none)
                .setSignals(List.of())
                .setVisitation(new Tensor(DataType.FLOAT32, List.of(0), ByteBuffer.allocate(0)))
                .setOffsets(List.of())
                .setCreatedAt(Instant.EPOCH)
                .build();
    }

    /** Statistics and verdict of a window whose records have been read. */
    double close() {
        return close(filled);
    }

    /** The same from the bytes on. */
    double replay() {
        return close(filled());
    }

    private double close(WindowReplay.Window window) {
        if (window.close(DecisionState.initial()).report().isEmpty()) {
            throw new IllegalStateException("the window could not be used");
        }
        return driving.steps();
    }
}
