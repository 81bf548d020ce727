/** Checks an environment against its contract, promise by promise. */
@NullMarked
package io.slipstream.environment.conformance;

import org.jspecify.annotations.NullMarked;
