/** Records that should not be there, made from a seed, and what the services make of them. */
@NullMarked
package io.slipstream.app.fuzz;

import org.jspecify.annotations.NullMarked;
