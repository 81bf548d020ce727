/** Records and tensors to bytes and back, and what becomes of those that cannot be read. */
@NullMarked
package io.slipstream.runtime.serde;

import org.jspecify.annotations.NullMarked;
