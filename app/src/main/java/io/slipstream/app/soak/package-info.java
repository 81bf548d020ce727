/** The soak: a run that is watched for hours, whether anything grows or slows down. Linux, for it reads {@code /proc}. */
@NullMarked
package io.slipstream.app.soak;

import org.jspecify.annotations.NullMarked;
