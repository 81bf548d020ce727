package io.slipstream.learner;

import java.util.Map;

/** What has come of all updates so far. Owned by the thread that trains. */
final class Tally {
    private long updates;
    private long trainedSteps;
    private long discarded;
    private long withheld;
    // Updates since the last version that moved something.
    private long sound;
    private String guarded = "";

    /** An update of so many steps, of which something came unless it was discarded. */
    void updated(long steps) {
        updates++;
        trainedSteps += steps;
    }

    void moved() {
        sound++;
    }

    void discarded(String why) {
        discarded++;
        guarded = why;
    }

    void withheld(String why) {
        withheld++;
        guarded = why;
        sound = 0;
    }

    void versionMade() {
        sound = 0;
    }

    /** Whether any update since the last version moved something. */
    boolean anythingMoved() {
        return sound > 0;
    }

    long updates() {
        return updates;
    }

    long trainedSteps() {
        return trainedSteps;
    }

    long discarded() {
        return discarded;
    }

    long withheld() {
        return withheld;
    }

    /** What a guard said last. */
    String guarded() {
        return guarded;
    }

    void save(Map<String, Long> counters) {
        counters.put("updates", updates);
        counters.put("trainedSteps", trainedSteps);
        counters.put("discarded", discarded);
        counters.put("withheld", withheld);
        counters.put("sound", sound);
    }

    void restore(Map<String, Long> counters) {
        updates = counters.getOrDefault("updates", 0L);
        trainedSteps = counters.getOrDefault("trainedSteps", 0L);
        discarded = counters.getOrDefault("discarded", 0L);
        withheld = counters.getOrDefault("withheld", 0L);
        sound = counters.getOrDefault("sound", 0L);
    }
}
