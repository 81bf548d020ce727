/** Computing again what a log says was computed: windows and decisions, model versions; and what other settings would have decided. */
@NullMarked
package io.slipstream.app.replay;

import org.jspecify.annotations.NullMarked;
