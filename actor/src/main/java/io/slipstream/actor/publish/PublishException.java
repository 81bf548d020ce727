package io.slipstream.actor.publish;

/** A record could not be delivered although the producer tried again until its delivery time-out. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }

    PublishException(String message) {
        super(message);
    }
}
