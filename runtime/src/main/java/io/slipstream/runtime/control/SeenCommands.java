package io.slipstream.runtime.control;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ids of the last commands, so that one that is sent again is not carried out again. Owned by one thread. */
public final class SeenCommands {
    private final int remembered;
    private final Deque<String> order = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();

    /** Remembers so many. */
    public SeenCommands(int remembered) {
        this.remembered = remembered;
    }

    /** Takes note of a command; whether it is a new one. */
    public boolean isNew(String id) {
        if (!ids.add(id)) {
            return false;
        }
        order.addLast(id);
        if (order.size() > remembered) {
            ids.remove(order.removeFirst());
        }
        return true;
    }

    /** The ids remembered, oldest first. */
    public List<String> ids() {
        return List.copyOf(order);
    }

    /** Remembers these, oldest first, and no others. */
    public void restore(Collection<String> earlier) {
        order.clear();
        ids.clear();
        earlier.forEach(this::isNew);
    }
}
