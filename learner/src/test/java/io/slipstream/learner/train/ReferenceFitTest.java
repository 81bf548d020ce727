package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.layout.Entry;
import io.slipstream.model.layout.ParameterLayout;
import org.junit.jupiter.api.Test;

class ReferenceFitTest {
    private static final ModelWeights START = ModelWeights.initial(ToyData.SPEC, 3);

    @Test
    void shouldFitTheReferencesAndLeaveEverythingElse() {
        try (ReferenceFit fit = new ReferenceFit(START)) {
            double before = fit.step(ToyData.batch(32, 8, 0), 1);
            double after = before;
            for (int i = 1; i < 150; i++) {
                after = fit.step(ToyData.batch(32, 8, i), 1);
            }
            assertThat(after).isLessThan(before - 1);
            assertOnlyReferencesMoved(fit.weights());
        }
    }

    private static void assertOnlyReferencesMoved(ModelWeights fitted) {
        assertThat(fitted.flat(Network.ACTOR)).isEqualTo(START.flat(Network.ACTOR));
        assertThat(fitted.flat(Network.CRITIC)).isEqualTo(START.flat(Network.CRITIC));
        float[] old = START.flat(Network.WORLD_MODEL);
        float[] moved = fitted.flat(Network.WORLD_MODEL);
        boolean any = false;
        for (Entry entry : ParameterLayout.of(ToyData.SPEC, Network.WORLD_MODEL).entries()) {
            for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                if (entry.name().startsWith("reference.")) {
                    any |= old[i] != moved[i];
                } else {
                    assertThat(moved[i]).as(entry.name()).isEqualTo(old[i]);
                }
            }
        }
        assertThat(any).isTrue();
    }
}
