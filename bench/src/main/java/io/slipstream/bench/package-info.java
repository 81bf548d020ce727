/** The benchmarks and their command. */
@NullMarked
package io.slipstream.bench;

import org.jspecify.annotations.NullMarked;
