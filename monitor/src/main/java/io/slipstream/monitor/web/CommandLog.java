package io.slipstream.monitor.web;

import io.slipstream.schemas.avro.Command;
import java.util.concurrent.CompletionStage;

/** Puts commands on the log. */
@FunctionalInterface
interface CommandLog {
    /** Appends a command; its offset once it is there. Does not wait. */
    CompletionStage<Long> append(Command command);
}
