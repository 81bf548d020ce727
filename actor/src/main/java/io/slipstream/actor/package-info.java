/** The service that drives a policy in environments and streams what happened. */
@NullMarked
package io.slipstream.actor;

import org.jspecify.annotations.NullMarked;
