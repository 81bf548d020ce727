package io.slipstream.monitor.topology;

import io.slipstream.runtime.signals.StepSignals;
import java.nio.FloatBuffer;
import java.util.List;

/** The signals of one segment, without its observations. */
record SegmentEvent(Source source, String environment, String task, int modelVersion, long age, StepSignals signals)
        implements FleetEvent {
    /** An actor that was started again grows as old as before; what it measures then is something else. */
    @Override
    public Object happening() {
        return List.of(environment, modelVersion, age, FloatBuffer.wrap(signals.tvDynamics()));
    }
}
