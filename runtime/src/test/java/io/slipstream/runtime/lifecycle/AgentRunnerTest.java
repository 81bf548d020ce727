package io.slipstream.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AgentRunnerTest {

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void shouldRunOnAThreadOfItsNameUntilThereIsNothingLeft() {
        AgentRunner runner = new AgentRunner("slipstream-role", agent(() -> {
            events.add(Thread.currentThread().getName());
            return events.size() < 3;
        }));
        runner.start();
        await().until(runner::finished);
        assertThat(events).containsExactly("slipstream-role", "slipstream-role", "slipstream-role", "closed");
        assertThat(runner.healthy()).isTrue();
    }

    @Test
    void shouldReportAFailureAndCloseItsAgent() {
        AgentRunner runner = new AgentRunner("role", agent(() -> {
            throw new IllegalStateException("broken");
        }));
        runner.start();
        await().until(runner::finished);
        assertThat(runner.healthy()).isFalse();
        assertThat(runner.failure())
                .get()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage("broken");
        assertThat(events).containsExactly("closed");
    }

    @Test
    void shouldInterruptAnAgentThatDoesNotHeedTheClose() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AgentRunner runner = new AgentRunner(
                "role",
                agent(() -> {
                    blocked.countDown();
                    return block(never);
                }),
                Duration.ofMillis(20));
        runner.start();
        await().until(() -> blocked.getCount() == 0);
        runner.close();
        runner.close();
        assertThat(runner.finished()).isTrue();
        assertThat(runner.failure()).isEmpty();
    }

    @Test
    void shouldCloseWithoutEverHavingStarted() {
        AgentRunner runner = new AgentRunner("role", agent(() -> true));
        runner.close();
        runner.start();
        assertThat(events).isEmpty();
    }

    private static boolean block(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Agent agent(BooleanSupplier work) {
        return new Agent() {
            @Override
            public boolean doWork() {
                return work.getAsBoolean();
            }

            @Override
            public void onClose() {
                events.add("closed");
            }
        };
    }
}
