package io.slipstream.actor;

import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.driver.ConstantSpeedDriver;
import io.slipstream.sim.shift.ShiftLabeller;
import io.slipstream.sim.shift.ShiftLabels;

/** Labels for tests of what carries them, measured on so few episodes that it takes no time. */
public final class Labels {
    private Labels() {}

    /** New ones. */
    public static ShiftLabels quick() {
        return new ShiftLabels(new ShiftLabeller(
                ConstantSpeedDriver::new, Catalogue.shipped().labels().withSample(8, 1)));
    }
}
