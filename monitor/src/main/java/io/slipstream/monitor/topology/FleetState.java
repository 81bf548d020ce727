package io.slipstream.monitor.topology;

import io.slipstream.monitor.decide.DecisionState;

/**
 * Where the monitoring of one fleet stands; stored with every event.
 *
 * @param steps fleet steps counted so far, of every version
 * @param window number of the open window
 * @param version model version the open window is about, 0 while it is empty
 * @param fromStep fleet step at which it began
 * @param windowSteps steps in it
 * @param olderSteps steps of older versions since the last segment of this version
 * @param firstEvent number of its first event in the window store
 * @param nextEvent number of the next event
 * @param decision where the decision stands
 */
record FleetState(
        long steps,
        long window,
        int version,
        long fromStep,
        long windowSteps,
        long olderSteps,
        long firstEvent,
        long nextEvent,
        DecisionState decision) {

    static FleetState initial() {
        return new FleetState(0, 0, 0, 0, 0, 0, 0, 0, DecisionState.initial());
    }

    /** With an empty window about a version, from the present step on. */
    FleetState restarted(int newVersion) {
        return new FleetState(steps, window, newVersion, steps, 0, 0, nextEvent, nextEvent, decision);
    }

    /** With steps counted that say nothing at all. */
    FleetState settling(long count) {
        return new FleetState(
                steps + count, window, version, fromStep, windowSteps, olderSteps, firstEvent, nextEvent, decision);
    }

    /** With steps counted that say nothing about the version of the window. */
    FleetState passing(long count) {
        return new FleetState(
                steps + count,
                window,
                version,
                fromStep,
                windowSteps,
                olderSteps + count,
                firstEvent,
                nextEvent,
                decision);
    }

    /** With one more event of {@code count} steps in the window. */
    FleetState with(long count) {
        long older = count > 0 ? 0 : olderSteps;
        return new FleetState(
                steps + count,
                window,
                version,
                fromStep,
                windowSteps + count,
                older,
                firstEvent,
                nextEvent + 1,
                decision);
    }

    /** With the window closed and the next one open. */
    FleetState closed(DecisionState decided) {
        return new FleetState(steps, window + 1, version, steps, 0, 0, nextEvent, nextEvent, decided);
    }
}
