package io.slipstream.learner.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.learner.Segments;
import io.slipstream.learner.ingest.SequenceTracker.Verdict;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayFeedTest {
    private static final ModelSpec SPEC =
            ModelSpec.preset("tiny", 6, 15, List.of(FeatureGroup.of("all", 0, 6, FeatureGroup.Role.BODY)));
    private static final int T = 16;

    private final ReplayFeed feed = new ReplayFeed(6, 4096);
    private long offset;

    @Test
    void shouldJoinTheSegmentsOfAnEnvironment() {
        feed(0, 0);
        feed(0, 1);

        assertThat(feed.training().starts(2 * T)).isEqualTo(1);
        assertThat(feed.collectedSteps()).isEqualTo(2 * T);
    }

    @Test
    void shouldNotJoinAcrossALostSegment() {
        feed(0, 0);
        feed(0, 2);

        assertThat(feed.training().starts(T + 1)).isZero();
        assertThat(feed.sequences().lost()).isEqualTo(1);
    }

    @Test
    void shouldDropADuplicate() {
        feed(0, 0);

        assertThat(feed(0, 0)).isEqualTo(Verdict.DUPLICATE);
        assertThat(feed.training().steps()).isEqualTo(T);
        assertThat(feed.segments()).isEqualTo(1);
    }

    @Test
    void shouldHoldOneEnvironmentOfEightOutOfTraining() {
        for (int e = 0; e < 16; e++) {
            feed(e, 0);
        }

        assertThat(feed.training().steps()).isEqualTo(14 * T);
        assertThat(feed.heldOut().steps()).isEqualTo(2 * T);
    }

    @Test
    void shouldKeepDemonstrationsApartAndJoinNothingAcrossThem() {
        feed(0, 0);
        feed.accept(Segments.demonstrated(SPEC, 0, 1, T), 0, offset++);
        feed(0, 2);

        assertThat(feed.demonstrations().steps()).isEqualTo(T);
        assertThat(feed.training().steps()).isEqualTo(2 * T);
        assertThat(feed.training().starts(T + 1)).isZero();
        assertThat(feed.collectedSteps()).isEqualTo(3 * T);
        feed.forgetBut(0);
        assertThat(feed.demonstrations().steps()).isZero();
    }

    @Test
    void shouldGiveTheSameBatchesAfterTheSameSegmentsCameAgainInOrder() {
        for (int s = 0; s < 100; s++) {
            for (int e = 0; e < 8; e++) {
                feed(e, s);
            }
        }
        ReplayFeed rebuilt = new ReplayFeed(6, 4096);
        for (ArrivalLog.Run run : feed.arrivals().runs()) {
            for (long o = run.from(); o < run.to(); o++) {
                rebuilt.accept(Segments.segment(SPEC, (int) (o % 8), o / 8, T), 0, o);
            }
        }

        assertThat(rebuilt.training().steps()).isEqualTo(feed.training().steps());
        assertThat(rebuilt.training().sample(8, 20, new SamplerRandom(5)).observations())
                .isEqualTo(feed.training().sample(8, 20, new SamplerRandom(5)).observations());
    }

    @Test
    void shouldForgetAllButTheNewestSegmentsAsIfNothingElseHadEverCome() {
        for (int s = 0; s < 20; s++) {
            for (int e = 0; e < 8; e++) {
                feed(e, s);
            }
        }
        long kept = feed.newest(33 * T + 5);
        long share = feed.trainingShare(33 * T + 5);
        feed.forgetBut(33 * T + 5);

        assertThat(kept).as("whole segments").isEqualTo(33 * T);
        // The newest 33 are four of every environment and one more of the last, which is the one held out.
        assertThat(share).isEqualTo(28 * T);
        assertThat(feed.training().steps()).isEqualTo(28 * T);
        assertThat(feed.heldOut().steps()).isEqualTo(5 * T);
        assertThat(feed.collectedSteps()).isEqualTo(160 * T);
        ReplayFeed rebuilt = new ReplayFeed(6, 4096);
        for (long o = offset - 33; o < offset; o++) {
            rebuilt.accept(Segments.segment(SPEC, (int) (o % 8), o / 8, T), 0, o);
        }
        assertThat(feed.arrivals().runs()).isEqualTo(rebuilt.arrivals().runs());
        assertThat(rebuilt.training().sample(8, 20, new SamplerRandom(5)).observations())
                .isEqualTo(feed.training().sample(8, 20, new SamplerRandom(5)).observations());
    }

    @Test
    void shouldNotJoinRunsAgainThatSomethingElseLayBetween() {
        feed(0, 0);
        feed(0, 1);
        feed(0, 1);
        feed(0, 2);
        List<ArrivalLog.Run> runs = feed.arrivals().runs();
        feed.forgetBut(3 * T);

        assertThat(runs).hasSize(2);
        assertThat(feed.arrivals().runs()).isEqualTo(runs);
    }

    @Test
    void shouldForgetTheSameAfterItWasRebuilt() {
        feed(0, 0);
        feed(0, 1);
        feed(0, 1);
        feed(0, 2);
        ReplayFeed rebuilt = new ReplayFeed(6, 4096);
        for (long o : new long[] {0, 1, 3}) {
            rebuilt.accept(Segments.segment(SPEC, 0, o == 3 ? 2 : o, T), 0, o);
        }
        rebuilt.restore(
                feed.sequences().state(),
                feed.collectedSteps(),
                feed.segments(),
                feed.arrivals().runs());

        feed.forgetBut(2 * T);
        rebuilt.forgetBut(2 * T);

        assertThat(rebuilt.arrivals().runs()).isEqualTo(feed.arrivals().runs()).hasSize(2);
    }

    private Verdict feed(int environment, long sequence) {
        return feed.accept(Segments.segment(SPEC, environment, sequence, T), 0, offset++);
    }
}
