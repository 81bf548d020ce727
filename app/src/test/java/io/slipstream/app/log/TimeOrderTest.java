package io.slipstream.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    private int closed;

    @Test
    void shouldCloseWhatItHasOpenedWhenARangeCannotBeRead() {
        List<Extent> ranges = List.of(new Extent("t", 0, 0, 1), new Extent("t", 1, 0, 1));

        assertThatThrownBy(() -> new TimeOrder(new SecondRangeBroken(), ranges))
                .isInstanceOf(UnusableLogException.class)
                .hasMessage("broken");
        assertThat(closed).isEqualTo(2);
    }

    /** The first partition is empty, the second cannot be read. */
    private final class SecondRangeBroken implements StoredLog {
        @Override
        public List<Extent> extents() {
            return List.of();
        }

        @Override
        public LogCursor open(Extent range) {
            return new LogCursor() {
                @Override
                public Optional<LogRecord> next() {
                    if (range.partition() == 1) {
                        throw new UnusableLogException("broken");
                    }
                    return Optional.empty();
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        public String name() {
            return "a broken log";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
