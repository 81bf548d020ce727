/** The second phase of pretraining: copies of a policy, each specialised on another domain, become the sub-units that are mixed. */
@NullMarked
package io.slipstream.app.specialise;

import org.jspecify.annotations.NullMarked;
