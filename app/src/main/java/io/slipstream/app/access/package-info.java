/** Who may do what on the log: the least every service needs, from the topic catalogue. */
@NullMarked
package io.slipstream.app.access;

import org.jspecify.annotations.NullMarked;
