/** The yardstick of a freshly trained version, measured on steps it was not trained on. */
@NullMarked
package io.slipstream.learner.reference;

import org.jspecify.annotations.NullMarked;
