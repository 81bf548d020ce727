package io.slipstream.runtime.http;

/** An address cannot be listened on; the message says which and what to change. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
