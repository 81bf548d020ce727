package io.slipstream.actor.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(8));

    @Test
    void shouldWaitTwiceAsLongAfterEachFailureUpToTheLongest() {
        assertThat(backOff.failed(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.failed(SECOND)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.nanosLeft(2 * SECOND)).isEqualTo(SECOND);
        assertThat(backOff.failed(3 * SECOND)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backOff.failed(7 * SECOND)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backOff.failed(15 * SECOND)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void shouldBeginAnewWhenSomethingHasWorkedForLong() {
        backOff.failed(0);
        backOff.worked(2 * SECOND);
        assertThat(backOff.failed(3 * SECOND)).isEqualTo(Duration.ofSeconds(2));

        backOff.worked(12 * SECOND);

        assertThat(backOff.failed(13 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldNotWaitWithoutAFailure() {
        assertThat(backOff.nanosLeft(5)).isZero();
    }
}
