package io.slipstream.runtime.kafka;

/** No broker answers; the message says where it was looked for and what to do. */
public final class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
