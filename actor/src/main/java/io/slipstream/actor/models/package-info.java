/** The model versions an actor drives: from the log or a folder to merged weights, off the driving thread. */
@NullMarked
package io.slipstream.actor.models;

import org.jspecify.annotations.NullMarked;
