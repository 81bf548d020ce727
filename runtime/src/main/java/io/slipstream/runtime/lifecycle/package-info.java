/** Starting, running and closing parts in order. No knowledge of what the parts do. */
@NullMarked
package io.slipstream.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
