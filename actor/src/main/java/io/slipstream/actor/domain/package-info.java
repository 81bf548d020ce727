/** What an actor must be told of what it drives in. Each domain has a package of its own; this one knows none of them. */
@NullMarked
package io.slipstream.actor.domain;

import org.jspecify.annotations.NullMarked;
