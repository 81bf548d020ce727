package io.slipstream.app.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a chaos run does, and the deployment it does it to: small and paced, so that eight JVMs leave most of a small machine to others.
 *
 * @param folder of brokers, checkpoints and output
 * @param model folder that the learner begins with
 * @param seed of the faults
 * @param time in which faults come
 * @param gap mean time from one fault to the next
 * @param kinds faults that may come
 * @param smallDisk a folder on a file system of its own, which is filled up and freed; without one that fault never comes
 */
public record ChaosSettings(
        Path folder,
        Path model,
        long seed,
        Duration time,
        Duration gap,
        Set<Fault.Kind> kinds,
        Optional<Path> smallDisk) {
    /** Copies the set. */
    public ChaosSettings {
        kinds = Set.copyOf(kinds);
    }

    /** The fleet. */
    public static final String FLEET = "chaos";

    private static final int ACTORS = 3;
    private static final int ENVIRONMENTS = 16;
    /** Ten ticks a second: real time. */
    private static final int PACE = 10 * ENVIRONMENTS;

    int actors() {
        return ACTORS;
    }

    /** Environment steps a second of all actors when nothing is wrong. */
    double pace() {
        return (double) ACTORS * PACE;
    }

    Map<String, String> common() {
        return Map.of("fleet", FLEET, "cluster.timeout", "120s", "topics.replication", "3");
    }

    Map<String, String> actor() {
        return Map.of(
                "actor.environments", "" + ENVIRONMENTS,
                "actor.pace", "" + PACE,
                "actor.segment-length", "16",
                "actor.scenes", "0",
                "actor.model-wait", "120s");
    }

    Map<String, String> learner() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("learner.model", model.toAbsolutePath().toString());
        told.put("learner.folder", learnerFolder().toString());
        told.put("learner.batch", "4");
        told.put("learner.length", "8");
        told.put("learner.warm-up", "1000");
        told.put("learner.publish-every", "10");
        told.put("learner.world-model.updates-per-decision", "20");
        told.put("learner.policy.updates-per-decision", "20");
        told.put("learner.checkpoint-every", "5s");
        told.put("learner.replay.capacity", "50000");
        return told;
    }

    Map<String, String> monitor() {
        return Map.of(
                "monitor.window-steps", "2000",
                "monitor.minimum-steps", "500",
                "monitor.settling-steps", "100",
                "monitor.state-folder",
                        folder.resolve("monitor").toAbsolutePath().toString(),
                "web.port", "0",
                "kafka.streams.commit.interval.ms", "500");
    }

    Path learnerFolder() {
        return folder.resolve("learner").toAbsolutePath();
    }
}
