package io.slipstream.app.explain;

/** What a signal speaks of, in the order in which an explanation tells it. */
public enum Aspect {
    /** Residuals of the body and of other objects. */
    WRONG("wrong where it used to be right", "the world model"),
    /** Shares of steps in unfamiliar scenes. */
    ELSEWHERE("somewhere else", "the policy"),
    /** Residuals of what stands still. */
    SEEN_WRONGLY("seen wrongly", "the sensors"),
    /** AdaWM's two distances. */
    ADAWM("AdaWM's own distances", "the baseline only"),
    /** What came of the driving. */
    OUTCOME("outcome", "success alone is judged"),
    /** Everything else. */
    BESIDE("other signals", "of no part in particular");

    private final String title;
    private final String accuses;

    Aspect(String title, String accuses) {
        this.title = title;
        this.accuses = accuses;
    }

    /** In words. */
    public String title() {
        return title;
    }

    /** What is at fault when a signal of it has passed. */
    public String accuses() {
        return accuses;
    }
}
