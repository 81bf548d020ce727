package io.slipstream.app.chaos;

import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.TransitionSegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sequences and epochs of the environments, in the order of the log. Owned by one thread. */
final class SegmentCheck {
    private record Place(long epoch, long next) {}

    private final Invariant gaps = new Invariant("no segment of an environment is missing");
    private final Invariant duplicates = new Invariant("no segment of an environment comes twice");
    private final Invariant fenced = new Invariant("no segment of a fenced epoch comes after its successor's first");
    private final Invariant episodes = new Invariant("no episode comes twice");
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final TreeSet<Integer> driven = new TreeSet<>();
    private final Set<String> epochs = new HashSet<>();
    private long steps;
    private long segments;

    void segment(TransitionSegment segment, String place) {
        String environment = segment.getActor() + "/" + segment.getEnvironment();
        Place before = places.get(environment);
        long epoch = segment.getEpoch();
        long sequence = segment.getSequence();
        fenced.check(before == null || epoch >= before.epoch(), "%s: %s is of epoch %d", place, environment, epoch);
        if (before != null && epoch < before.epoch()) {
            return;
        }
        long expected = before == null || epoch > before.epoch() ? 0 : before.next();
        gaps.check(sequence <= expected, "%s: %s jumps from %d to %d", place, environment, expected, sequence);
        duplicates.check(sequence >= expected, "%s: %s has %d again", place, environment, sequence);
        if (sequence < expected) {
            return;
        }
        places.put(environment, new Place(epoch, Math.max(expected, sequence + 1)));
        driven.add(segment.getModelVersion());
        epochs.add(segment.getActor() + "@" + epoch);
        steps += segment.getLength();
        segments++;
    }

    void episode(EpisodeSummary episode, String place) {
        String name = episode.getActor() + "/" + episode.getEnvironment() + "@" + episode.getEpoch() + "#"
                + episode.getEpisode();
        episodes.check(ended.add(name), "%s: episode %s again", place, name);
    }

    /** Versions that segments name. */
    TreeSet<Integer> driven() {
        return new TreeSet<>(driven);
    }

    /** Steps of segments that are not of a fenced epoch, each once. */
    long steps() {
        return steps;
    }

    /** Segments that are not of a fenced epoch, each once. */
    long segments() {
        return segments;
    }

    /** Lives of actors that left a segment. */
    int epochs() {
        return epochs.size();
    }

    List<Invariant.Result> results() {
        return List.of(gaps.result(), duplicates.result(), fenced.result(), episodes.result());
    }
}
