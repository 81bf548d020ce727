package io.slipstream.runtime.serde;

/** Bytes written with a schema that was released by nobody this version of Slipstream knows: most likely one of the future. */
public final class UnknownSchemaException extends UnreadableRecordException {
    private static final long serialVersionUID = 1L;

    UnknownSchemaException(String reason) {
        super(reason);
    }
}
