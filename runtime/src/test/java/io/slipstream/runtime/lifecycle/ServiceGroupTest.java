package io.slipstream.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceGroupTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void shouldStartInOrderAndCloseInReverseOnce() {
        ServiceGroup group = new ServiceGroup("g", List.of(part("a", ""), part("b", "")));
        group.start();
        group.start();
        group.close();
        group.close();
        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void shouldCloseWhatHadStartedWhenAStartFails() {
        ServiceGroup group = new ServiceGroup("g", List.of(part("a", ""), part("b", "start"), part("c", "")));
        assertThatThrownBy(group::start).hasMessage("start b");
        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void shouldCloseTheOthersWhenOneFailsToClose() {
        ServiceGroup group = new ServiceGroup("g", List.of(part("a", ""), part("b", "close")));
        group.start();
        group.close();
        assertThat(events).endsWith("close b", "close a");
    }

    @Test
    void shouldBeHealthyOnlyWhenAllAre() {
        assertThat(new ServiceGroup("g", List.of(part("a", ""), part("b", ""))).healthy())
                .isTrue();
        assertThat(new ServiceGroup("g", List.of(part("a", ""), part("b", "healthy"))).healthy())
                .isFalse();
    }

    private Service part(String name, String failing) {
        return new Service() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void start() {
                note("start");
            }

            @Override
            public void close() {
                note("close");
            }

            @Override
            public boolean healthy() {
                return !failing.equals("healthy");
            }

            private void note(String what) {
                events.add(what + " " + name);
                if (failing.equals(what)) {
                    throw new IllegalStateException(what + " " + name);
                }
            }
        };
    }
}
