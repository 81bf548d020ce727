/** How often the judge of canaries errs: trials over episodes that really were driven, by policies that are known to be good or bad. */
@NullMarked
package io.slipstream.app.canary;

import org.jspecify.annotations.NullMarked;
