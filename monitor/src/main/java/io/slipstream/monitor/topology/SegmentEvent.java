package io.slipstream.monitor.topology;

import io.slipstream.runtime.signals.StepSignals;

/** The signals of one segment, without its observations. */
record SegmentEvent(Source source, String environment, String task, int modelVersion, long age, StepSignals signals)
        implements FleetEvent {}
