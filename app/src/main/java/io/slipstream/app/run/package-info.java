/** Composition roots: which services run in this process, and how they start, report and end together. */
@NullMarked
package io.slipstream.app.run;

import org.jspecify.annotations.NullMarked;
