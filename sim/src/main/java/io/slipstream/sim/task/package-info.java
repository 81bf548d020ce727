/** What there is to drive: roads as data, traffic streams, the named tasks and the broad pool for pretraining. */
@NullMarked
package io.slipstream.sim.task;

import org.jspecify.annotations.NullMarked;
