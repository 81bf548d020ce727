/** The contract on the wire: the topic catalogue, the keys and the released schemas. No behaviour of any service. */
@NullMarked
package io.slipstream.schemas;

import org.jspecify.annotations.NullMarked;
