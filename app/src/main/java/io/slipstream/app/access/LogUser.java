package io.slipstream.app.access;

import static io.slipstream.schemas.Topics.ALARMS;
import static io.slipstream.schemas.Topics.COMMANDS;
import static io.slipstream.schemas.Topics.DEAD_LETTERS;
import static io.slipstream.schemas.Topics.DECISIONS;
import static io.slipstream.schemas.Topics.DEPLOYMENTS;
import static io.slipstream.schemas.Topics.EPISODES;
import static io.slipstream.schemas.Topics.LEARNING;
import static io.slipstream.schemas.Topics.MISMATCH;
import static io.slipstream.schemas.Topics.MODELS;
import static io.slipstream.schemas.Topics.SCENES;
import static io.slipstream.schemas.Topics.TRANSITIONS;
import static io.slipstream.schemas.Topics.WEIGHTS;

import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import java.util.List;
import java.util.Locale;

/** The users of the log, and the topics of the catalogue that each reads and writes. */
public enum LogUser {
    /** Drives, and tells what happened. */
    ACTOR(
            List.of(MODELS, WEIGHTS, COMMANDS, DEPLOYMENTS, LEARNING),
            List.of(TRANSITIONS, EPISODES, SCENES, DEAD_LETTERS)),

    /** The only one that may publish model versions. */
    LEARNER(
            List.of(TRANSITIONS, EPISODES, DECISIONS, COMMANDS, MODELS, WEIGHTS),
            List.of(MODELS, WEIGHTS, LEARNING, DEAD_LETTERS)),

    /** The only one that may decide and judge candidates; it also reads what its live page shows, and passes on what is pressed there. */
    MONITOR(
            List.of(
                    TRANSITIONS,
                    EPISODES,
                    MODELS,
                    COMMANDS,
                    MISMATCH,
                    DECISIONS,
                    LEARNING,
                    DEPLOYMENTS,
                    ALARMS,
                    DEAD_LETTERS,
                    SCENES),
            List.of(MISMATCH, DECISIONS, DEPLOYMENTS, ALARMS, COMMANDS, DEAD_LETTERS)),

    /** People: everything can be looked at, and commands can be given. */
    OPERATOR(Topics.all(), List.of(COMMANDS));

    private final List<? extends Topic<?>> reads;
    private final List<? extends Topic<?>> writes;

    LogUser(List<? extends Topic<?>> reads, List<? extends Topic<?>> writes) {
        this.reads = List.copyOf(reads);
        this.writes = List.copyOf(writes);
    }

    /** Name it authenticates with, e.g. {@code slipstream-actor}. */
    public String user() {
        return "slipstream-" + name().toLowerCase(Locale.ROOT);
    }

    /** Topics it reads. */
    public List<? extends Topic<?>> reads() {
        return reads;
    }

    /** Topics it writes. */
    public List<? extends Topic<?>> writes() {
        return writes;
    }
}
