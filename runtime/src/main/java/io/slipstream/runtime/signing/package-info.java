/** Who vouches for a model version: keys, signatures over manifests, and manifests that are read only when they verify. */
@NullMarked
package io.slipstream.runtime.signing;

import org.jspecify.annotations.NullMarked;
