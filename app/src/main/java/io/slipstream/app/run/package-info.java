/**
 * Composition roots: which services run in this process, and how they start, report and end together; the director that plays a
 * schedule by commands on the log, and the lines that tell a person about it.
 */
@NullMarked
package io.slipstream.app.run;

import org.jspecify.annotations.NullMarked;
