/** What a model is, on the host: its sizes, its weights, its low-rank updates and its folder on disk. No tensors here. */
@NullMarked
package io.slipstream.model;

import org.jspecify.annotations.NullMarked;
