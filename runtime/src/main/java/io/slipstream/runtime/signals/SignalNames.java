package io.slipstream.runtime.signals;

/** The names of the mismatch signals, as they stand in references and reports. */
public final class SignalNames {
    /** Mean total variation between posterior and prior of z. */
    public static final String TV = "tv";
    /** Total variation between visited and reference class frequencies of z. */
    public static final String VISITATION = "visitation";
    /** Total variation between chosen and reference action frequencies. */
    public static final String ACTIONS = "actions";
    /** Mean gap between predicted and realised reward. */
    public static final String REWARD = "reward";
    /** Mean of what the critic promised beyond what was earned; above 0 when it promises too much. */
    public static final String VALUE = "value";
    /** Mean return of the episodes that ended. */
    public static final String RETURN = "return";
    /** Share of the episodes that reached the destination. */
    public static final String SUCCESS = "success";
    /** Prefix of the standardised one-step error of a feature group, over the states that the version knows. */
    public static final String RESIDUAL = "residual.";
    /** Prefix of the reconstruction error of a feature group. */
    public static final String NOVELTY = "novelty.";

    /** Prefix of the share of steps in states of a feature group that the version does not know. */
    public static final String UNFAMILIAR = "unfamiliar.";
    /** Prefix of the share of steps with a feature beyond all values that the version was calibrated on. */
    public static final String OUTSIDE = "outside.";

    /** Name of the constant: gamma per step of the critic that travels with a version. */
    public static final String DISCOUNT = "discount";

    private SignalNames() {}

    /** Name of the share of unfamiliar states. */
    public static String unfamiliar(String featureGroup) {
        return UNFAMILIAR + featureGroup;
    }

    /** Name of the share of steps outside of what was calibrated on. */
    public static String outside(String featureGroup) {
        return OUTSIDE + featureGroup;
    }

    /** Name of the calibrated constant: the novelty up to which a state is familiar. */
    public static String familiar(String featureGroup) {
        return "familiar." + featureGroup;
    }

    /** Name of the calibrated constant: a residual of a scene beyond it means that the sensors are bad. */
    public static String observation(String featureGroup) {
        return "observation." + featureGroup;
    }

    /** Name of the one-step prediction error of a feature group. */
    public static String residual(String featureGroup) {
        return RESIDUAL + featureGroup;
    }

    /** Name of the reconstruction error of a feature group. */
    public static String novelty(String featureGroup) {
        return NOVELTY + featureGroup;
    }

    /** True for signals that warn when they fall (return and success); all others warn when they rise. */
    public static boolean warnsWhenLow(String signal) {
        return signal.equals(RETURN) || signal.equals(SUCCESS);
    }

    /** True for distances between distributions, which are 0 when nothing changed. */
    public static boolean isDistance(String signal) {
        return signal.equals(VISITATION) || signal.equals(ACTIONS);
    }

    /** True for shares of steps, whose level is that of the calibration for good. */
    public static boolean isShare(String signal) {
        return signal.startsWith(UNFAMILIAR) || signal.startsWith(OUTSIDE);
    }
}
