package io.slipstream.monitor.topology;

import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.WindowSignals;
import java.util.List;

/**
 * A full window with everything that is written about it.
 *
 * @param fleet fleet name
 * @param state state of the fleet before the window closed
 * @param events what lies in it
 * @param signals its merged signals
 * @param readings its readings
 * @param version what is known of the version that drove
 * @param now wall clock in ms
 */
record ClosedWindow(
        String fleet,
        FleetState state,
        List<FleetEvent> events,
        WindowSignals signals,
        Readings readings,
        VersionReference version,
        long now) {}
