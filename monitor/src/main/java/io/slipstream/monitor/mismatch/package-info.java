/** From the signals of a window to readings with confidence bands. Pure mathematics: no Kafka and no Vert.x. */
@NullMarked
package io.slipstream.monitor.mismatch;

import org.jspecify.annotations.NullMarked;
