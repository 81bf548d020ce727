/** The yardstick of a freshly trained version: what its signals are on held-out steps. Pure mathematics. */
@NullMarked
package io.slipstream.learner.reference;

import org.jspecify.annotations.NullMarked;
