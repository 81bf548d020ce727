/** Grades what identifiers found against the simulator's own labels; nothing else may read those. */
@NullMarked
package io.slipstream.app.identify.grade;

import org.jspecify.annotations.NullMarked;
