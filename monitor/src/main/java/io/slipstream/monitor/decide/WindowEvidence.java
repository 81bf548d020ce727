package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Readings;

/**
 * What a decision is made from.
 *
 * @param atStep fleet step at the end of the window
 * @param modelVersion version that drove it
 * @param answers decision that this version was trained for, 0 for none
 * @param reference fingerprint of its reference: an intermediate version carries its parent's, a finished one a fresh one
 * @param readings the window's signals
 * @param constants of the baseline
 */
public record WindowEvidence(
        long atStep, int modelVersion, long answers, String reference, Readings readings, AdaWmConstants constants) {}
