package io.slipstream.app.replay;

import io.slipstream.app.log.LogRecord;
import io.slipstream.runtime.serde.UnknownSchemaException;

/** What to say of a record that a later version of Slipstream has written. */
final class FutureSchema {
    private FutureSchema() {}

    static String message(LogRecord record, UnknownSchemaException cause) {
        return record.place() + " was written with a schema that this version of Slipstream does not know ("
                + cause.getMessage() + "): replay it with the version that wrote it, or a later one";
    }
}
