/** The meter registry of a process. */
@NullMarked
package io.slipstream.runtime.metrics;

import org.jspecify.annotations.NullMarked;
