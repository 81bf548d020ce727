@NullMarked
package io.slipstream.sim;

import org.jspecify.annotations.NullMarked;
