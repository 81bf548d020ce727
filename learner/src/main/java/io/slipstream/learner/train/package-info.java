/** The update rules: world-model loss, imagination, actor and critic losses, Adam. Pure mathematics: no Kafka, no Vert.x. */
@NullMarked
package io.slipstream.learner.train;

import org.jspecify.annotations.NullMarked;
