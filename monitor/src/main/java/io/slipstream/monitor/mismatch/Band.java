package io.slipstream.monitor.mismatch;

/** A 95 % confidence band. */
record Band(double low, double high) {}
