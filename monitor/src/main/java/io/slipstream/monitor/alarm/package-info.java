/** Rules over what the log says, and the alarms that they give. */
@NullMarked
package io.slipstream.monitor.alarm;

import org.jspecify.annotations.NullMarked;
