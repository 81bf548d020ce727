/** The demo scenario as data, the director that plays it by commands on the log, and the lines that tell a person about it. */
@NullMarked
package io.slipstream.app.demo;

import org.jspecify.annotations.NullMarked;
