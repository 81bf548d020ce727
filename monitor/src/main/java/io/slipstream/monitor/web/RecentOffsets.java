package io.slipstream.monitor.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the last commands lie on the log, by their ids. */
final class RecentOffsets {
    private final Map<String, CompletableFuture<Long>> offsets;

    RecentOffsets(int remembered) {
        offsets = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Long>> eldest) {
                return size() > remembered;
            }
        };
    }

    @Nullable
    CompletableFuture<Long> of(String id) {
        return offsets.get(id);
    }

    void note(String id, CompletableFuture<Long> offset) {
        offsets.put(id, offset);
    }
}
