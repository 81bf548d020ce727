/** Mismatch signals as pure mathematics: what is gathered of a window of steps, and the yardstick it is held against. No Kafka and no Vert.x. */
@NullMarked
package io.slipstream.runtime.signals;

import org.jspecify.annotations.NullMarked;
