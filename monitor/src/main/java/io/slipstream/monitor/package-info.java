@NullMarked
package io.slipstream.monitor;

import org.jspecify.annotations.NullMarked;
