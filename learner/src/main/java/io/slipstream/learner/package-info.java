@NullMarked
package io.slipstream.learner;

import org.jspecify.annotations.NullMarked;
