package io.slipstream.app.explain;

/** What shall be explained is not there; the message says what there is, or what to do. */
public final class NothingToExplainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingToExplainException(String message) {
        super(message);
    }
}
