/** The driving world as its users see it: environments to step, what they return, and the scenarios they drive. */
@NullMarked
package io.slipstream.sim;

import org.jspecify.annotations.NullMarked;
