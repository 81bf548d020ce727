/** What people ask of a fleet, checked, and as records of the commands topic. */
@NullMarked
package io.slipstream.runtime.control;

import org.jspecify.annotations.NullMarked;
