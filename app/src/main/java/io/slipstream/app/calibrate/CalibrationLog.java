package io.slipstream.app.calibrate;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the progress of a calibration. */
public record CalibrationLog(PrintStream log) implements CalibrationProgress {
    @Override
    public void fitted(int updates, int of, double likelihood) {
        log.printf(Locale.ROOT, "one-step references: %d of %d updates, %.3f%n", updates, of, likelihood);
    }

    @Override
    public void measured(String condition, String label) {
        log.printf(Locale.ROOT, "measured %s, label %s%n", condition, label);
    }
}
