/** Environments that live elsewhere: over sockets in lock-step, or asking for one action at a time over HTTP. */
@NullMarked
package io.slipstream.actor.gateway;

import org.jspecify.annotations.NullMarked;
