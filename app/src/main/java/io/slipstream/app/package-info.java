/** The {@code slipstream} command's entry point; what its commands do lives in the rooms below. */
@NullMarked
package io.slipstream.app;

import org.jspecify.annotations.NullMarked;
