/** Drives a model or a scripted driver for a fixed number of episodes and says how well it did. No Kafka. */
@NullMarked
package io.slipstream.app.evaluate;

import org.jspecify.annotations.NullMarked;
