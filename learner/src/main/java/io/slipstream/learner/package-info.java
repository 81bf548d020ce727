/** Takes the log in, trains what the standing decision names and publishes model versions. */
@NullMarked
package io.slipstream.learner;

import org.jspecify.annotations.NullMarked;
