package io.slipstream.app.specialise;

import io.slipstream.sim.Scenario;
import java.util.List;

/**
 * What a sub-unit is specialised on.
 *
 * @param name of the sub-unit
 * @param summary one sentence for a person
 * @param pool scenarios that episodes are drawn from
 */
record Domain(String name, String summary, List<Scenario> pool) {
    Domain {
        pool = List.copyOf(pool);
    }
}
