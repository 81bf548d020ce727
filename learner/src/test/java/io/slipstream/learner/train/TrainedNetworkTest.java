package io.slipstream.learner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.tensor.Ops;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainedNetworkTest {
    private final Ops ops = new Ops();
    private final ModelWeights weights = ModelWeights.initial(ToyData.SPEC, 3);
    private final TrainedNetwork network = new TrainedNetwork(ops, weights, Network.ACTOR, null, 1e-3f, 1e9f, 1e9f);

    @AfterEach
    void close() {
        network.close();
        ops.close();
    }

    @Test
    void shouldBeTheMeanOfWhereItWas() {
        move(1);
        network.average();
        assertThat(network.flat()).containsOnly(1f);
        move(3);
        network.average();
        assertThat(network.flat()).containsOnly(2f);
        assertThat(ops.floats(network.moving())).as("it goes its own way").containsOnly(3f);
    }

    @Test
    void shouldForgetLongAgo() {
        move(1);
        network.average();
        move(3);
        for (int update = 0; update < 400; update++) {
            network.average();
        }
        assertThat(network.flat()[0]).isBetween(2.999f, 3f);
    }

    @Test
    void shouldGoOnFromTheMeanWhenABudgetBegins() {
        move(1);
        network.average();
        move(3);
        network.average();

        network.begin();

        assertThat(ops.floats(network.moving())).containsOnly(2f);
        move(7);
        assertThat(network.flat()).as("there is no mean any more").containsOnly(7f);
        network.average();
        assertThat(network.flat()).as("nor anything of the old one").containsOnly(7f);
    }

    private void move(float to) {
        float[] there = new float[(int) network.size()];
        Arrays.fill(there, to);
        network.moving().set(there);
    }
}
