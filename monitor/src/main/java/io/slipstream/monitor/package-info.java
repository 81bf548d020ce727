/** The monitor as a service: its settings, its topology at work and its page, put together. */
@NullMarked
package io.slipstream.monitor;

import org.jspecify.annotations.NullMarked;
