/** What a few environments look like, and what the world model imagined, for people. No Kafka; nothing decides by it. */
@NullMarked
package io.slipstream.actor.driving.scene;

import org.jspecify.annotations.NullMarked;
