/** Model versions on the wire: blobs in chunks named by their hash, and the manifests that name blobs. */
@NullMarked
package io.slipstream.runtime.weights;

import org.jspecify.annotations.NullMarked;
