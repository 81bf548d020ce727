/** Why a decision was made: the records it rests on, told in words, in numbers and as a picture. */
@NullMarked
package io.slipstream.app.explain;

import org.jspecify.annotations.NullMarked;
