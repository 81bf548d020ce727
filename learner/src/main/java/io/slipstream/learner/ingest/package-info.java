/** From the log into the replay window: validation, dead letters, loss and duplicate accounting, order of arrival. */
@NullMarked
package io.slipstream.learner.ingest;

import org.jspecify.annotations.NullMarked;
