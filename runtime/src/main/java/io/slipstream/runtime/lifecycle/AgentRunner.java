package io.slipstream.runtime.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the thread of an {@link Agent}: the role's name is the thread's name, a failure is kept and reported. */
public final class AgentRunner implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRunner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private final Agent agent;
    private final Thread thread;
    private final Duration patience;
    private volatile boolean closing;
    private volatile boolean finished;
    private volatile @Nullable Throwable failure;
    private boolean started;

    /**
     * Creates a runner that waits five seconds for its agent when closed.
     *
     * @param name role, also the thread's name
     * @param agent the work
     */
    public AgentRunner(String name, Agent agent) {
        this(name, agent, PATIENCE);
    }

    /**
     * Creates a runner; nothing runs yet.
     *
     * @param name role, also the thread's name
     * @param agent the work
     * @param patience how long a close waits before it interrupts the agent
     */
    public AgentRunner(String name, Agent agent, Duration patience) {
        this.agent = agent;
        this.patience = patience;
        this.thread = new Thread(this::run, name);
        // A runner that nobody closed must not keep the process alive.
        this.thread.setDaemon(true);
    }

    @Override
    public String name() {
        return thread.getName();
    }

    @Override
    public synchronized void start() {
        if (!started && !closing) {
            started = true;
            thread.start();
        }
    }

    @Override
    public synchronized void close() {
        closing = true;
        if (!started || thread == Thread.currentThread()) {
            return;
        }
        agent.wakeUp();
        if (!join(patience)) {
            thread.interrupt();
            if (!join(LAST_PATIENCE)) {
                LOG.warn("{} did not stop within {}; it is left behind", name(), patience.plus(LAST_PATIENCE));
            }
        }
    }

    @Override
    public boolean healthy() {
        return failure == null && !closing;
    }

    /** Whether the agent has run and will not run again: done, failed or closed. */
    public boolean finished() {
        return finished;
    }

    /** What stopped the agent, if it failed. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private boolean join(Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            agent.onStart();
            while (!closing && agent.doWork()) {
                // The agent paces itself.
            }
        } catch (Throwable e) {
            report(e);
        } finally {
            closeAgent();
            finished = true;
        }
    }

    private void report(Throwable e) {
        if (closing) {
            LOG.debug("{} was stopped in the middle of its work", name(), e);
        } else {
            failure = e;
            LOG.error("{} failed", name(), e);
        }
    }

    private void closeAgent() {
        try {
            agent.onClose();
        } catch (RuntimeException e) {
            report(e);
        }
    }
}
