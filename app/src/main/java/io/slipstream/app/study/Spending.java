package io.slipstream.app.study;

import java.util.List;

/**
 * What a cell has used up.
 *
 * @param steps online steps
 * @param updates gradient updates
 * @param coreSeconds of the thread that trains, in updates alone
 * @param trainableParameters that moved at once at most
 * @param bytesPublished of all versions, without the first one
 * @param decisions what was decided when
 */
record Spending(
        long steps,
        int updates,
        double coreSeconds,
        long trainableParameters,
        long bytesPublished,
        List<String> decisions) {
    static final Spending NOTHING = new Spending(0, 0, 0, 0, 0, List.of());

    Spending {
        decisions = List.copyOf(decisions);
    }
}
