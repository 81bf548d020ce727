package io.slipstream.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final EventStream stream = new EventStream("demo", "b1");

    @Test
    void shouldDropUpdatesOfABrowserThatCannotKeepUpAndShowItEverythingLater() {
        Browser slow = new Browser();
        stream.open(slow.response());
        slow.full = true;
        stream.publish(message(1));
        stream.publish(message(2));
        assertThat(slow.written).hasSize(1);
        slow.full = false;
        stream.publish(message(3));
        assertThat(slow.written).as("it is shown nothing with a gap before it").hasSize(1);
        slow.drain();
        assertThat(slow.written).hasSize(2);
        assertThat(slow.written.get(1))
                .contains("snapshot")
                .contains("\"step\":1")
                .contains("\"step\":3");
        stream.publish(message(4));
        assertThat(slow.written.get(2)).contains("\"step\":4");
    }

    @Test
    void shouldKeepTheLastMessagesOnly() {
        for (int i = 0; i < History.KEPT + 5; i++) {
            stream.publish(message(i));
        }
        Browser late = new Browser();
        stream.open(late.response());
        JsonObject snapshot = new JsonObject(late.written.get(0).substring("data: ".length()));
        assertThat(snapshot.getJsonArray("messages")).hasSize(History.KEPT);
        assertThat(snapshot.getJsonArray("messages").getJsonObject(0).getInteger("step"))
                .isEqualTo(5);
    }

    @Test
    void shouldForgetABrowserThatLeaves() {
        Browser browser = new Browser();
        stream.open(browser.response());
        assertThat(stream.browsers()).isEqualTo(1);
        browser.leave();
        assertThat(stream.browsers()).isZero();
    }

    private static JsonObject message(int step) {
        return new JsonObject().put("type", PageRecords.REPORT).put("step", step);
    }

    /** The few things of a response that the stream uses. */
    private static final class Browser {
        private final List<String> written = new ArrayList<>();
        private boolean full;
        private Handler<Void> drained = nothing -> {};
        private Handler<Void> closed = nothing -> {};

        HttpServerResponse response() {
            return (HttpServerResponse) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {HttpServerResponse.class}, this::call);
        }

        void drain() {
            drained.handle(null);
        }

        void leave() {
            closed.handle(null);
        }

        @SuppressWarnings("unchecked") // the proxied interface names the types
        private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) {
            Object first = arguments == null ? null : arguments[0];
            switch (method.getName()) {
                case "writeQueueFull":
                    return full;
                case "hashCode":
                    return System.identityHashCode(proxy);
                case "equals":
                    return proxy == first;
                case "drainHandler":
                    drained = first == null ? drained : (Handler<Void>) first;
                    return proxy;
                case "closeHandler":
                    closed = first == null ? closed : (Handler<Void>) first;
                    return proxy;
                case "write":
                    written.add(String.valueOf(first));
                    return null;
                default:
                    return proxy;
            }
        }
    }
}
