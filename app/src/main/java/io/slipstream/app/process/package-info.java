/** Slipstream's own commands in processes of their own, for the harnesses that kill them. */
@NullMarked
package io.slipstream.app.process;

import org.jspecify.annotations.NullMarked;
