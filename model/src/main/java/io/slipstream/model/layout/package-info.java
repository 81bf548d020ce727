/** Where each matrix of a network lies in its flat parameter vector, and what it starts from. */
@NullMarked
package io.slipstream.model.layout;

import org.jspecify.annotations.NullMarked;
