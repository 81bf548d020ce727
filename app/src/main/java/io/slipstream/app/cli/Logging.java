package io.slipstream.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Logging of the whole process: on stderr, quiet unless asked, with the libraries' known noise turned down. */
final class Logging {
    /** Loggers that report as warnings what is normal for an embedded broker or an offline engine. */
    private static final Map<String, Level> NOISE = Map.of(
            "ai.djl", Level.ERROR,
            "kafka", Level.ERROR,
            "org.apache.kafka", Level.ERROR,
            "org.apache.kafka.streams.StreamsConfig", Level.OFF,
            "kafka.server.ReplicaManager", Level.OFF,
            "state.change.logger", Level.OFF,
            "io.netty", Level.ERROR,
            "io.vertx", Level.ERROR);

    private static final Map<String, Level> NOISE_WHEN_VERBOSE = Map.of(
            "ai.djl", Level.WARN,
            "kafka", Level.WARN,
            "org.apache.kafka", Level.WARN,
            "org.apache.kafka.streams.StreamsConfig", Level.OFF,
            "org.apache.kafka.controller.QuorumController", Level.ERROR,
            "org.apache.kafka.clients.NetworkClient", Level.ERROR,
            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils", Level.ERROR,
            "state.change.logger", Level.ERROR);

    private Logging() {}

    static void configure(boolean verbose, boolean json) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender(context, json));
        root.setLevel(Level.WARN);
        context.getLogger("io.slipstream").setLevel(verbose ? Level.INFO : Level.WARN);
        (verbose ? NOISE_WHEN_VERBOSE : NOISE)
                .forEach((name, level) -> context.getLogger(name).setLevel(level));
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, boolean json) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(json ? jsonEncoder(context) : textEncoder(context));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> textEncoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level [%thread] %logger{24}: %msg%n");
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> jsonEncoder(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
