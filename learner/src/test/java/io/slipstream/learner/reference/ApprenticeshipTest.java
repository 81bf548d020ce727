package io.slipstream.learner.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.reference.RecentEpisodes.Ending;
import org.junit.jupiter.api.Test;

class ApprenticeshipTest {
    private static final int ENVIRONMENTS = 32;
    private static final double RETURN = 300;
    private static final double USUAL = 0.99;
    /** Collected steps when the world changed, and of an episode that lay before and after. */
    private static final long CHANGE = 1000;

    private final Apprenticeship apprenticeship = new Apprenticeship();

    @Test
    void shouldPassWhoeverArrivesAsOftenAndEarnsAsMuch() {
        demonstrate();
        audition(1, 0, 1);

        assertThat(apprenticeship.passes()).isTrue();
        assertThat(apprenticeship.passed()).isTrue();
    }

    @Test
    void shouldNotPassWhoeverEarnsAsMuchButArrivesLessOften() {
        demonstrate();
        audition(2, 2, 2);

        assertThat(apprenticeship.waiting()).isFalse();
        assertThat(apprenticeship.passes()).isFalse();
        assertThat(apprenticeship.passed()).isFalse();
    }

    @Test
    void shouldNotPassWhoeverHasDrivenLessThanAllEpisodes() {
        demonstrate();
        audition(0, 0);

        assertThat(apprenticeship.waiting()).isTrue();
    }

    @Test
    void shouldSendBackWhoeverPlainlyFallsShortAfterAThirdOfTheEpisodes() {
        demonstrate();
        audition(8);

        assertThat(apprenticeship.waiting()).isFalse();
        assertThat(apprenticeship.passes()).isFalse();
    }

    @Test
    void shouldPassWhoeverAlwaysArrivesHoweverSlowly() {
        demonstrate(RETURN * 2, 0);
        audition(0, 0, 1);

        assertThat(apprenticeship.passes()).isTrue();
    }

    @Test
    void shouldNotPassWhoeverFailsAsOftenAsADemonstratorAndEarnsLess() {
        demonstrate(RETURN * 2, 8);
        audition(8, 8, 8);

        assertThat(apprenticeship.passes()).isFalse();
    }

    @Test
    void shouldPassWhoeverFailsAsOftenAsADemonstratorAndEarnsAsMuch() {
        demonstrate(RETURN, 8);
        audition(8, 8, 8);

        assertThat(apprenticeship.passes()).isTrue();
    }

    @Test
    void shouldNotPassBesideDemonstrationsThatBeganBeforeTheWorldChanged() {
        apprenticeship.turnPage(CHANGE);
        for (int i = 0; i < ENVIRONMENTS; i++) {
            apprenticeship.saw(new Ending(RETURN, true, CHANGE - 1, CHANGE + 1));
        }
        audition(0, 0, 0);

        assertThat(apprenticeship.passes()).isFalse();
    }

    @Test
    void shouldKeepWhatEndedInTheNewWorldWhenItTurnsThePage() {
        apprenticeship.saw(new Ending(RETURN, true, 0, CHANGE - 1));
        apprenticeship.saw(new Ending(RETURN, true, 0, CHANGE));
        apprenticeship.drove("a/0", new Ending(RETURN, true, 0, CHANGE + 1));

        apprenticeship.turnPage(CHANGE);

        assertThat(apprenticeship.state().demonstrated()).hasSize(1);
        assertThat(apprenticeship.state().own()).hasSize(1);
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

        apprenticeship.turnPage(2 * CHANGE);
        assertThat(apprenticeship.worthwhile()).isFalse();
    }

    @Test
    void shouldLearnFromWhoeverArrivesMoreOftenThoughNoMoreIsEarned() {
        demonstrate();
        drive(8);

        assertThat(apprenticeship.worthwhile()).isTrue();
    }

    @Test
    void shouldHaveNothingToLearnWhereItDrivesAsItAlwaysDid() {
        apprenticeship.turnPage(CHANGE);
        demonstrate();
        drive(0);
        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN))
                .as("too few episodes")
                .isFalse();

        drive(1);

        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN)).isTrue();
    }

    @Test
    void shouldHaveSomethingToLearnWhereItArrivesLessOftenThanUsual() {
        apprenticeship.turnPage(CHANGE);
        drive(2);
        drive(2);

        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN)).isFalse();
        assertThat(apprenticeship.nothingToLearn(0.95, RETURN)).isTrue();
    }

    @Test
    void shouldHaveSomethingToLearnWhereSomebodyDrivesBetterThoughAllIsAsUsual() {
        apprenticeship.turnPage(CHANGE);
        demonstrate();
        drive(4);
        drive(4);

        assertThat(apprenticeship.nothingToLearn(0.875, RETURN)).isFalse();
    }

    @Test
    void shouldHaveSomethingToLearnWhereItEarnsLessThanUsual() {
        apprenticeship.turnPage(CHANGE);
        drive(0);
        drive(0);

        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN * 2)).isFalse();
    }

    @Test
    void shouldHaveSomethingToLearnOnceItWasTaught() {
        apprenticeship.turnPage(CHANGE);
        drive(0);
        drive(0);
        apprenticeship.imitated();

        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN)).isFalse();
    }

    @Test
    void shouldHaveNothingMoreToLearnOnceItHasPassedAndDrivesOnAsWell() {
        apprenticeship.turnPage(CHANGE);
        demonstrate();
        apprenticeship.imitated();
        audition(0, 0, 0);
        assertThat(apprenticeship.passes()).isTrue();
        apprenticeship.budgetBegins();

        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN * 2))
                .as("what is usual is another world's")
                .isTrue();

        drive(8);
        drive(8);
        drive(8);
        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN))
                .as("it no longer drives as well")
                .isFalse();
        apprenticeship.turnPage(CHANGE);
        drive(0);
        drive(0);
        drive(0);
        assertThat(apprenticeship.nothingToLearn(USUAL, RETURN * 2))
                .as("another world")
                .isFalse();
    }

    @Test
    void shouldWaitForEpisodesThatBeganWithTheVersionJudged() {
        demonstrate();
        apprenticeship.imitated();
        assertThat(apprenticeship.auditionDue()).isTrue();
        apprenticeship.auditionBegins();
        assertThat(apprenticeship.auditionDue()).isFalse();

        drive(ENVIRONMENTS);
        assertThat(apprenticeship.waiting())
                .as("the first of each environment began before")
                .isTrue();
        drive(ENVIRONMENTS);
        assertThat(apprenticeship.waiting()).isFalse();
    }

    @Test
    void shouldGoOnFromAStateAmidAnAudition() {
        demonstrate();
        apprenticeship.imitated();
        audition(0, 0);

        Apprenticeship other = new Apprenticeship();
        other.restore(apprenticeship.state());

        assertThat(other.state()).isEqualTo(apprenticeship.state());
        assertThat(other.waiting()).isTrue();
        for (int e = 0; e < ENVIRONMENTS; e++) {
            other.drove("a/" + e, new Ending(RETURN, true, CHANGE, CHANGE + 1));
        }
        assertThat(other.passes()).isTrue();
    }

    private void demonstrate() {
        demonstrate(RETURN, 0);
    }

    private void demonstrate(double earned, int failures) {
        for (int e = 0; e < ENVIRONMENTS; e++) {
            apprenticeship.saw(ending(earned, e, failures));
        }
    }

    /** An episode of every environment that began before, and one for each number of failures. */
    private void audition(int... failures) {
        apprenticeship.auditionBegins();
        drive(0);
        for (int failed : failures) {
            drive(failed);
        }
    }

    /** One episode of every environment, all of the same return. */
    private void drive(int failures) {
        for (int e = 0; e < ENVIRONMENTS; e++) {
            apprenticeship.drove("a/" + e, ending(RETURN, e, failures));
        }
    }

    private static Ending ending(double earned, int environment, int failures) {
        return new Ending(earned + environment % 2, environment >= failures, CHANGE, CHANGE + 1);
    }
}
