/** The networks, apart from the rules that update them. Shapes stand beside the tensors. */
@NullMarked
package io.slipstream.model.network;

import org.jspecify.annotations.NullMarked;
