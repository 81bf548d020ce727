/** A real Kafka broker inside this process: one KRaft node on the loopback interface with its data in a folder. */
@NullMarked
package io.slipstream.app.broker;

import org.jspecify.annotations.NullMarked;
