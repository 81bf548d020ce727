/** A log to be read again, whether on brokers or in files: its records as bytes, by ranges of offsets. */
@NullMarked
package io.slipstream.app.log;

import org.jspecify.annotations.NullMarked;
