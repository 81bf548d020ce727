@NullMarked
package io.slipstream.runtime;

import org.jspecify.annotations.NullMarked;
