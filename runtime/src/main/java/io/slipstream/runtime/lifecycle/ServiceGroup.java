package io.slipstream.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services that start in order and close in reverse; a failed start closes what had started. */
public final class ServiceGroup implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceGroup.class);

    private final String name;
    private final List<Service> services;
    private final Deque<Service> begun = new ArrayDeque<>();
    private boolean started;

    /**
     * Creates a group; nothing starts yet.
     *
     * @param name role of the group
     * @param services in the order to start them
     */
    public ServiceGroup(String name, List<? extends Service> services) {
        this.name = name;
        this.services = List.copyOf(services);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        for (Service service : services) {
            begun.push(service);
            try {
                service.start();
            } catch (RuntimeException | Error e) {
                closeBegun(e);
                throw e;
            }
        }
    }

    @Override
    public synchronized void close() {
        closeBegun(null);
    }

    @Override
    public boolean healthy() {
        return services.stream().allMatch(Service::healthy);
    }

    @Override
    public boolean ready() {
        return services.stream().allMatch(Service::ready);
    }

    private void closeBegun(@Nullable Throwable cause) {
        while (!begun.isEmpty()) {
            Service service = begun.pop();
            try {
                service.close();
            } catch (RuntimeException e) {
                // One part that fails to close must not keep the others open.
                LOG.warn("{} did not close cleanly", service.name(), e);
                if (cause != null) {
                    cause.addSuppressed(e);
                }
            }
        }
    }
}
