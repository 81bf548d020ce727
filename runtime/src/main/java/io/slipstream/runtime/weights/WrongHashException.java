package io.slipstream.runtime.weights;

/** A blob whose bytes do not have the hash that names it. */
public final class WrongHashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongHashException(String message) {
        super(message);
    }
}
