package io.slipstream.monitor.decide;

import io.slipstream.schemas.avro.Component;

/**
 * Where the decision of one fleet stands. A value: it is stored with every step, so that a restart goes on where it stopped.
 *
 * @param lastId number of the last decision, 0 before the first
 * @param standing component of the last decision, NONE before the first
 * @param candidate verdict of the last window
 * @param candidateWindows how many windows in a row gave it
 * @param modelVersion version those windows were about
 * @param cooldownUntil fleet step until which no component is named
 * @param awaited fingerprint of the reference that the awaited version replaces; empty when none is awaited
 * @param awaitedUntil fleet step at which waiting ends
 */
public record DecisionState(
        long lastId,
        Component standing,
        Component candidate,
        int candidateWindows,
        int modelVersion,
        long cooldownUntil,
        String awaited,
        long awaitedUntil) {

    /** The state of a fleet that no decision was ever made for. */
    public static DecisionState initial() {
        return new DecisionState(0, Component.NONE, Component.NONE, 0, 0, 0, "", 0);
    }

    /** This state after one more window with a verdict; another version starts the count again. */
    DecisionState counting(Component verdict, int version) {
        boolean goesOn = verdict == candidate && version == modelVersion;
        int windows = goesOn ? candidateWindows + 1 : 1;
        return new DecisionState(lastId, standing, verdict, windows, version, cooldownUntil, awaited, awaitedUntil);
    }

    /** This state once the awaited version has come or is given up. */
    DecisionState arrived() {
        return new DecisionState(lastId, standing, candidate, candidateWindows, modelVersion, cooldownUntil, "", 0);
    }

    /** This state after a decision that names no component. */
    DecisionState settled() {
        return new DecisionState(
                lastId + 1, Component.NONE, candidate, candidateWindows, modelVersion, cooldownUntil, "", 0);
    }

    /** This state after a decision that names a component; the verdict has to be earned again for the next one. */
    DecisionState decided(Component component, long coolUntil, String reference, long waitUntil) {
        return new DecisionState(lastId + 1, component, component, 0, modelVersion, coolUntil, reference, waitUntil);
    }
}
