/**
 * What a model computes while it drives, in plain Java: for batches so small that calls into libtorch would take longer than the
 * arithmetic (docs/decisions/0029). No gradients; the same numbers on every machine.
 */
@NullMarked
package io.slipstream.model.inference;

import org.jspecify.annotations.NullMarked;
