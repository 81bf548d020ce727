package io.slipstream.sim.shift;

import io.slipstream.sim.Scenario;
import io.slipstream.sim.driver.Driver;
import io.slipstream.sim.math.SplitMix64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Says what kind of shift a scenario is by driving it: nothing about it is written down beforehand. The driver may be a scripted one or
 * any policy that drives as a {@link Driver}; it is the same with and without the shift. Takes about a second of one core for two
 * hundred episodes; {@link ShiftLabels} remembers.
 */
public final class ShiftLabeller {
    private static final int NOMINAL = 0;
    private static final int SHIFTED = 1;

    private final IntFunction<? extends Driver> drivers;
    private final LabelSettings settings;
    private final Map<Scenario, Visits> visitsAtHome = new ConcurrentHashMap<>();

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
        Visits home = visitsAtHome.computeIfAbsent(nominal, this::driveAtHome);
        StepTwins twins = new StepTwins(shifted, settings.environments());
        LabelDrive away = new LabelDrive(shifted, settings, SplitMix64.mix(settings.seed(), SHIFTED, 0));
        away.run(drivers.apply(settings.environments()), Optional.of(twins));
        double visits = away.visits().totalVariation(home);
        boolean goal = goalChanged(nominal, shifted);
        return new ShiftMeasurement(
                twins.ego(), twins.traffic(), visits, twins.sight(), goal, away.success(), label(twins, visits, goal));
    }

    private Visits driveAtHome(Scenario nominal) {
        LabelDrive drive = new LabelDrive(nominal, settings, SplitMix64.mix(settings.seed(), NOMINAL, 0));
        drive.run(drivers.apply(settings.environments()), Optional.empty());
        return drive.visits();
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
