package io.slipstream.model;

import org.jspecify.annotations.Nullable;

/** A model that cannot be used: a missing file, a wrong hash, sizes that do not fit. The message says what to do. */
public final class IllegalModelException extends RuntimeException {
    /** With a message for the user. */
    public IllegalModelException(String message) {
        this(message, null);
    }

    /** With a message for the user and what caused it. */
    public IllegalModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
