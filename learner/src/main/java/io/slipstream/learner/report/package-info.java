/** What the learner tells of its work. */
@NullMarked
package io.slipstream.learner.report;

import org.jspecify.annotations.NullMarked;
