package io.slipstream.app.log;

/** A log that cannot answer what is asked of it; the message names the range concerned and says what to do. */
public final class UnusableLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public UnusableLogException(String message) {
        super(message);
    }

    /** With a message for the user and its cause. */
    public UnusableLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
