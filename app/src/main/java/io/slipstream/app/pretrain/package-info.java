/** Trains a base model from nothing: scripted drivers seed the replay, then policy and world model learn together. */
@NullMarked
package io.slipstream.app.pretrain;

import org.jspecify.annotations.NullMarked;
