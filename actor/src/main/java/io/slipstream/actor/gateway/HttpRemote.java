package io.slipstream.actor.gateway;

import io.slipstream.environment.Conditions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An environment that asks for one action at a time. */
final class HttpRemote extends Remote {
    private @Nullable CompletableFuture<Integer> waiting; // guarded by this

    HttpRemote(String name, long nanoTime) {
        super(name, 1, nanoTime);
    }

    /**
     * Takes an observation and waits for the action.
     *
     * @throws Refusal if it is not its turn, or nobody answers
     */
    int act(Arrival arrival, Hub hub) throws Refusal {
        heard(System.nanoTime());
        CompletableFuture<Integer> action = new CompletableFuture<>();
        synchronized (hub) {
            if (!owes()) {
                throw new Refusal(
                        Incident.OUT_OF_ORDER, "the last observation of '" + name() + "' has not been answered yet");
            }
            expect(action);
            hub.arrived(this, arrival);
        }
        try {
            return action.get(hub.settings().answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Incident.NO_ANSWER, "the actor ends");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new Refusal(Incident.OUT_OF_ORDER, String.valueOf(cause == null ? e : cause.getMessage()));
        } catch (TimeoutException e) {
            throw new Refusal(Incident.NO_ANSWER, "nobody drives at the moment; is the fleet paused?");
        }
    }

    private synchronized void expect(CompletableFuture<Integer> action) {
        waiting = action;
    }

    private synchronized @Nullable CompletableFuture<Integer> answered() {
        CompletableFuture<Integer> answer = waiting;
        waiting = null;
        return answer;
    }

    /** Between two requests there is nothing to hear. */
    @Override
    Duration silence(GatewaySettings settings) {
        return settings.answerTimeout();
    }

    @Override
    void act(byte[] actions) {
        CompletableFuture<Integer> answer = answered();
        if (answer != null) {
            answer.complete(actions[0] & 0xFF);
        }
    }

    /** It begins when it likes; what it waits for from before does not come any more. */
    @Override
    void begin(long seed, Conditions conditions) {
        end("the fleet begins anew; begin an episode with \"first\": true");
    }

    @Override
    void change(Conditions conditions) {}

    @Override
    void heartbeat() {}

    @Override
    void end(String reason) {
        CompletableFuture<Integer> answer = answered();
        if (answer != null) {
            answer.completeExceptionally(new IllegalStateException(reason));
        }
    }
}
