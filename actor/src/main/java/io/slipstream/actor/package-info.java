@NullMarked
package io.slipstream.actor;

import org.jspecify.annotations.NullMarked;
