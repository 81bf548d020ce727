package io.slipstream.app.explain;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.avro.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the policy drove: how often each class of each latent group was visited.
 *
 * @param classes K, classes of each group
 * @param reference [G, K] where the version was calibrated
 * @param window [G, K] in the window
 */
@SuppressWarnings("ArrayRecordComponent") // a view on tensors; it is never compared
record Visitation(int classes, float[] reference, float[] window) {

    /** Both; empty when they are not of one shape, as those of two different models are. */
    static Optional<Visitation> of(Tensor reference, Tensor window) {
        boolean alike = reference.getShape().equals(window.getShape())
                && reference.getShape().size() == 2;
        return alike
                ? Optional.of(
                        new Visitation(reference.getShape().get(1), Tensors.floats(reference), Tensors.floats(window)))
                : Optional.empty();
    }

    int groups() {
        return reference.length / classes;
    }

    /** Total variation of one group: the share of steps that would have to move. */
    double distance(int group) {
        double sum = 0;
        for (int i = group * classes; i < (group + 1) * classes; i++) {
            sum += Math.abs(reference[i] - window[i]);
        }
        return sum / 2;
    }

    /** The groups that differ most, the strongest first. */
    List<Integer> mostDifferent(int count) {
        return IntStream.range(0, groups())
                .boxed()
                .sorted(Comparator.comparingDouble(this::distance).reversed())
                .limit(count)
                .toList();
    }
}
