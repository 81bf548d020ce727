package io.slipstream.sim.shift;

import io.slipstream.sim.Scenario;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.math.SplitMix64;
import java.util.function.IntFunction;

/**
 * Says what kind of shift a scenario is by driving it: nothing about it is written down beforehand. The driver may be a scripted one or
 * any policy that drives as a {@link Driver}; it is the same with and without the shift. Takes some seconds of one core for a few
 * hundred episodes; {@link ShiftLabels} remembers.
 */
public final class ShiftLabeller {
    private static final int NOMINAL = 0;
    private static final int SHIFTED = 1;

    private final IntFunction<? extends Driver> drivers;
    private final LabelSettings settings;

    /**
     * @param drivers makes a new driver for that many environments
     * @param settings sample and bounds
     */
    public ShiftLabeller(IntFunction<? extends Driver> drivers, LabelSettings settings) {
        this.drivers = drivers;
        this.settings = settings;
    }

    /** Measures a scenario against the task asked for under no shift. */
    public ShiftMeasurement measure(Scenario shifted) {
        return measure(shifted.nominal(), shifted);
    }

    /**
     * Measures one scenario against another.
     *
     * @param nominal where the driver is at home
     * @param shifted where it is put
     */
    public ShiftMeasurement measure(Scenario nominal, Scenario shifted) {
        LabelDrive home = drive(nominal, NOMINAL);
        LabelDrive away = drive(shifted, SHIFTED);
        StepTwins twins = away.twins();
        double visits = away.visits().totalVariation(home.visits());
        boolean goal = goalChanged(nominal, shifted);
        return new ShiftMeasurement(
                twins.ego(), twins.traffic(), visits, twins.sight(), goal, away.success(), label(twins, visits, goal));
    }

    private LabelDrive drive(Scenario scenario, int round) {
        LabelDrive drive = new LabelDrive(scenario, settings, SplitMix64.mix(settings.seed(), round, 0));
        drive.run(drivers.apply(settings.environments()));
        return drive;
    }

    /** The road itself is no goal: whether another one is another problem for the policy is what its visits tell. */
    private static boolean goalChanged(Scenario nominal, Scenario shifted) {
        return !nominal.reward().equals(shifted.reward()) || nominal.desiredSpeed() != shifted.desiredSpeed();
    }

    private ShiftLabel label(StepTwins twins, double visits, boolean goal) {
        boolean dynamics = twins.ego() >= settings.egoBound() || twins.traffic() >= settings.trafficBound();
        // A policy that reads noisy sensors goes elsewhere, too; that alone does not make it another problem.
        boolean blurred = twins.sight() > 0;
        boolean policy = goal || visits >= settings.visitBound();
        if (blurred && !dynamics && !goal) {
            return ShiftLabel.OBSERVATION;
        }
        if (dynamics) {
            return policy ? ShiftLabel.MIXED : ShiftLabel.DYNAMICS;
        }
        return policy ? ShiftLabel.POLICY : ShiftLabel.NONE;
    }
}
