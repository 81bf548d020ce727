package io.slipstream.app.report;

/**
 * What is known of one run beside the log.
 *
 * @param resumed whether the log already held an earlier run
 * @param interrupted whether it was ended before its schedule was
 * @param stepsBefore fleet steps that earlier runs had made
 * @param seconds wall time from its first segment to its last
 */
public record Session(boolean resumed, boolean interrupted, long stepsBefore, double seconds) {}
