@NullMarked
package io.slipstream.bench;

import org.jspecify.annotations.NullMarked;
