/** The forms an update may take, as values: what moves, how it is scaled, what it starts from. No numbers, no tensors. */
@NullMarked
package io.slipstream.model.adapter;

import org.jspecify.annotations.NullMarked;
