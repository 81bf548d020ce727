/** Holds the files under compose/ and k8s/ against the code. */
@NullMarked
package io.slipstream.app.deployment;

import org.jspecify.annotations.NullMarked;
