package io.slipstream.monitor.topology;

import io.slipstream.runtime.signals.Reference;
import io.slipstream.runtime.signals.SignalLayout;

/**
 * What the monitor has to know of a model version.
 *
 * @param layout sizes of its signals
 * @param reference its yardstick
 * @param fingerprint tells references apart
 * @param answers decision it was trained for, 0 for none
 */
record VersionReference(SignalLayout layout, Reference reference, String fingerprint, long answers) {}
