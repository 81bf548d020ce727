/** The study: every strategy on every task and shift, several seeds, the same budget; one file a finished cell. No Kafka. */
@NullMarked
package io.slipstream.app.study;

import org.jspecify.annotations.NullMarked;
