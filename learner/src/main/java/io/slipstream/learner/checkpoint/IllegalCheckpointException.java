package io.slipstream.learner.checkpoint;

/** A checkpoint that cannot be used; the message names the file and says what to do. */
public final class IllegalCheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public IllegalCheckpointException(String message) {
        super(message);
    }

    /** With a message for the user and its cause. */
    public IllegalCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
