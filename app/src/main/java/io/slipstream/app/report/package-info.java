/** What a run leaves behind for people and machines: the JSON report, the summary table and the picture of its curves. */
@NullMarked
package io.slipstream.app.report;

import org.jspecify.annotations.NullMarked;
