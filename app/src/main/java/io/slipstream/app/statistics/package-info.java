/** Estimates with their uncertainty: pure functions from samples to intervals. */
@NullMarked
package io.slipstream.app.statistics;

import org.jspecify.annotations.NullMarked;
