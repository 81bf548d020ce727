/** HTTP servers: the management port of every service. No pages of any particular service. */
@NullMarked
package io.slipstream.runtime.http;

import org.jspecify.annotations.NullMarked;
