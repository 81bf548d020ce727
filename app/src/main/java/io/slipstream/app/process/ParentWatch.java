package io.slipstream.app.process;

import java.util.Optional;

/**
 * Ends a process of a harness when the harness ends, however that was: a killed one has no chance to end those that it
 * has started. Processes that nobody's harness started know no parent and are not watched.
 */
public final class ParentWatch {
    private static final String PARENT = "slipstream.parent";
    private static final int ORPHANED = 1;

    private ParentWatch() {}

    /** The flag that tells a process to end with this one. */
    static String flag() {
        return "-D" + PARENT + "=" + ProcessHandle.current().pid();
    }

    /** Watches from now on, if this process was told to; it then ends as TERM would end it. */
    public static void install() {
        Long parent = Long.getLong(PARENT);
        if (parent == null) {
            return;
        }
        Optional<ProcessHandle> running = ProcessHandle.of(parent);
        if (running.isEmpty()) {
            System.exit(ORPHANED);
        }
        running.get().onExit().thenRun(() -> System.exit(ORPHANED));
    }
}
