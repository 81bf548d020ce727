package io.slipstream.app.chaos;

/** A chaos run could not be carried out; the message says why and where to look. */
public final class ChaosException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChaosException(String message) {
        super(message);
    }
}
