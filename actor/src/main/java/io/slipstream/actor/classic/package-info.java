/** Classic control under an actor: the proof that nothing else in it is about driving. */
@NullMarked
package io.slipstream.actor.classic;

import org.jspecify.annotations.NullMarked;
