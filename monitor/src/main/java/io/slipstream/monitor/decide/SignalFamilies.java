package io.slipstream.monitor.decide;

import io.slipstream.monitor.mismatch.Reading;
import io.slipstream.monitor.mismatch.Readings;
import io.slipstream.runtime.signals.SignalNames;

/** Which signals speak of which part, for the identifiers that do not weigh them one by one. */
final class SignalFamilies {
    private SignalFamilies() {}

    /** True for what tells how well the world is predicted. */
    static boolean ofDynamics(String signal) {
        return signal.equals(SignalNames.TV) || signal.startsWith(SignalNames.RESIDUAL);
    }

    /** True for what tells where the policy drives and what it does there. */
    static boolean ofPolicy(String signal) {
        return signal.equals(SignalNames.VISITATION)
                || signal.equals(SignalNames.ACTIONS)
                || signal.startsWith(SignalNames.NOVELTY)
                || SignalNames.isShare(signal);
    }

    /** Whether any signal of either part has passed its null quantile. Reward, return and success speak of both and are left out. */
    static boolean anyPassed(Readings window) {
        return window.signals().values().stream()
                .filter(reading -> ofDynamics(reading.signal()) || ofPolicy(reading.signal()))
                .anyMatch(Reading::passed);
    }
}
