package io.slipstream.learner.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.reference.RecentEpisodes.Ending;
import org.junit.jupiter.api.Test;

class ApprenticeshipTest {
    private static final int ENVIRONMENTS = 32;
    private static final double RETURN = 300;

    private final Apprenticeship apprenticeship = new Apprenticeship();

    @Test
    void shouldPassWhoeverArrivesAsOftenAndEarnsAsMuch() {
        demonstrate();
        audition(1);

        assertThat(apprenticeship.passes()).isTrue();
        assertThat(apprenticeship.passed()).isTrue();
    }

    @Test
    void shouldNotPassWhoeverEarnsAsMuchButArrivesLessOften() {
        demonstrate();
        audition(2);

        assertThat(apprenticeship.passes()).isFalse();
        assertThat(apprenticeship.passed()).isFalse();
    }

    @Test
    void shouldGoOnWithWhatWasShownUntilTheWorldChanges() {
        demonstrate();
        drive(0);
        assertThat(apprenticeship.worthwhile()).as("nobody earns more").isFalse();
        apprenticeship.imitated();

        apprenticeship.budgetBegins();
        assertThat(apprenticeship.worthwhile()).isTrue();
        assertThat(apprenticeship.passes()).as("there is no audition").isFalse();

        apprenticeship.turnPage();
        assertThat(apprenticeship.worthwhile()).isFalse();
    }

    @Test
    void shouldWaitForEpisodesThatBeganWithTheVersionJudged() {
        demonstrate();
        apprenticeship.imitated();
        assertThat(apprenticeship.auditionDue()).isTrue();
        apprenticeship.auditionBegins();
        assertThat(apprenticeship.auditionDue()).isFalse();

        drive(0);
        assertThat(apprenticeship.waiting())
                .as("the first of each environment began before")
                .isTrue();
        drive(0);
        assertThat(apprenticeship.waiting()).isFalse();
    }

    @Test
    void shouldGoOnFromAStateAmidAnAudition() {
        demonstrate();
        apprenticeship.imitated();
        apprenticeship.auditionBegins();
        drive(0);

        Apprenticeship other = new Apprenticeship();
        other.restore(apprenticeship.state());

        assertThat(other.state()).isEqualTo(apprenticeship.state());
        assertThat(other.waiting()).isTrue();
        for (int e = 0; e < ENVIRONMENTS; e++) {
            other.drove("a/" + e, new Ending(RETURN, true));
        }
        assertThat(other.passes()).isTrue();
    }

    private void demonstrate() {
        for (int i = 0; i < ENVIRONMENTS; i++) {
            apprenticeship.saw(new Ending(RETURN + i % 2, true));
        }
    }

    private void audition(int failures) {
        apprenticeship.auditionBegins();
        drive(0);
        drive(failures);
    }

    /** One episode of every environment, all of the same return. */
    private void drive(int failures) {
        for (int e = 0; e < ENVIRONMENTS; e++) {
            apprenticeship.drove("a/" + e, new Ending(RETURN + e % 2, e >= failures));
        }
    }
}
