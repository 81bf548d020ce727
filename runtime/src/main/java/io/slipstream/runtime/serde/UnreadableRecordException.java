package io.slipstream.runtime.serde;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are not a record of the expected type; the message is the reason for dead letters. */
public class UnreadableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     *
     * @param reason why, in words
     */
    public UnreadableRecordException(String reason) {
        super(reason);
    }

    /**
     * Creates one.
     *
     * @param reason why, in words
     * @param cause what the decoder said
     */
    public UnreadableRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
