package io.slipstream.app.log;

import java.util.ArrayList;
import java.util.List;

/** What is missing of a log that is read: the end of everything, unless gaps are allowed. Owned by one thread. */
public final class Gaps {
    private static final String ADVICE = "; --allow-gaps goes on with what is there";

    private final boolean allowed;
    private final List<String> found = new ArrayList<>();

    /** Whether to go on in spite of gaps. */
    public Gaps(boolean allowed) {
        this.allowed = allowed;
    }

    /**
     * Takes note of a gap.
     *
     * @param what names the range and says what is wrong with it
     * @throws UnusableLogException unless gaps are allowed
     */
    public void report(String what) {
        if (!allowed) {
            throw new UnusableLogException(what + ADVICE);
        }
        if (!found.contains(what)) {
            found.add(what);
        }
    }

    /** The gaps so far. */
    public List<String> found() {
        return List.copyOf(found);
    }
}
