/** The command line: one picocli class per command, which parses, wires and hands over. */
@NullMarked
package io.slipstream.app.cli;

import org.jspecify.annotations.NullMarked;
