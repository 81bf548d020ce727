/**
 * The few tensor operations the networks are made of, behind one small interface. No operation here takes a Java
 * {@code Number}: DJL keeps such a scalar in a buffer that it frees before the backward pass reads it.
 */
@NullMarked
package io.slipstream.model.tensor;

import org.jspecify.annotations.NullMarked;
