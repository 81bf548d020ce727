/** Fits what a model version is measured by, on the calibration split alone. */
@NullMarked
package io.slipstream.app.calibrate;

import org.jspecify.annotations.NullMarked;
