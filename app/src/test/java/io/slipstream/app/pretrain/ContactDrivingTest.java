package io.slipstream.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.sim.DrivingSpaces;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContactDrivingTest {
    private static final int SIZE = DrivingSpaces.OBSERVATION.size();
    private static final int TRAFFIC = 28;
    /** Half the diagonals of two cars of 4.5 m by 1.9 m, in the observation's scale of 30 m. */
    private static final double REACH = 4.9 / 30;

    @Test
    void shouldKeepAsContactsOnlyWhatIsWithinReach() {
        ContactExamples examples = driven(60_000);
        assertThat(examples.contacts()).isGreaterThan(20);
        ContactExamples.Batch batch = examples.draw(2_000, new SplittableRandom(1));
        int near = 0;
        for (int n = 0; n < batch.touched().length; n++) {
            int at = n * SIZE + TRAFFIC;
            double distance = Math.hypot(batch.observations()[at], batch.observations()[at + 1]);
            if (batch.touched()[n]) {
                assertThat(distance).as("distance to the car that was hit").isLessThan(REACH);
            } else if (distance < 2 * REACH) {
                near++;
            }
        }
        assertThat(near).as("near misses among 1,000 others").isGreaterThan(200);
    }

    @Test
    void shouldDriveTheSameForTheSameSeed() {
        ContactExamples.Batch one = driven(20_000).draw(100, new SplittableRandom(2));
        ContactExamples.Batch other = driven(20_000).draw(100, new SplittableRandom(2));
        assertThat(one.observations()).isEqualTo(other.observations());
        assertThat(one.touched()).isEqualTo(other.touched());
    }

    @Test
    void shouldHaveNothingToTeachWithoutContacts() {
        ContactExamples examples = new ContactExamples(SIZE);
        assertThat(examples.teach()).isFalse();
        examples.add(new float[SIZE], false);
        assertThat(examples.teach()).isFalse();
        assertThatThrownBy(() -> examples.add(new float[3], true)).hasMessageContaining("3 features");
    }

    private static ContactExamples driven(int steps) {
        ContactExamples examples = new ContactExamples(SIZE);
        new RoadGround("RTM03", 20, 3).seedContacts(examples, steps, 5);
        return examples;
    }
}
