@NullMarked
package io.slipstream.app;

import org.jspecify.annotations.NullMarked;
