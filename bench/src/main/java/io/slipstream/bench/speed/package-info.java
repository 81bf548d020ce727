/** Our parts beside the limits of the machine, measured in turns in the same run. */
@NullMarked
package io.slipstream.bench.speed;

import org.jspecify.annotations.NullMarked;
