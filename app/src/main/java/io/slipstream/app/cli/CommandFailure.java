package io.slipstream.app.cli;

/** Something the user has to know and can act on: printed as it is, without a stack trace, and the command ends with 1. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure that says what to do. */
    public CommandFailure(String message) {
        super(message);
    }

    /** A failure that says what to do, and its cause for {@code --verbose}. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
