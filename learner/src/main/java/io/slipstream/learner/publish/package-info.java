/** Model versions onto the log: chunks, then the manifest, in one transaction. */
@NullMarked
package io.slipstream.learner.publish;

import org.jspecify.annotations.NullMarked;
