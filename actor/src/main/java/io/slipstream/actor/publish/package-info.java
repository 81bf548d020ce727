/** What happened, onto the log: segments and episodes as records, nothing dropped, a bounded number on the way. */
@NullMarked
package io.slipstream.actor.publish;

import org.jspecify.annotations.NullMarked;
