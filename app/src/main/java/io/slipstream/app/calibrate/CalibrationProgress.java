package io.slipstream.app.calibrate;

/** Hears how far a calibration has come. */
public interface CalibrationProgress {
    /** The references were fitted on so many of all batches; the last had this negative log-likelihood. */
    void fitted(int updates, int of, double likelihood);

    /** A condition was driven and measured. */
    void measured(String condition, String label);
}
