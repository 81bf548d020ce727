/** Arithmetic that gives the same bits on every JVM: random numbers and trigonometry. */
@NullMarked
package io.slipstream.sim.math;

import org.jspecify.annotations.NullMarked;
