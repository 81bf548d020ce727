/** Tasks, shifts, schedules and the bounds of labels as YAML: what comes with Slipstream and what a user adds. */
@NullMarked
package io.slipstream.sim.catalogue;

import org.jspecify.annotations.NullMarked;
