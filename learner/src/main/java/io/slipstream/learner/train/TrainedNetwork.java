package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.tensor.AdapterGraph;
import io.slipstream.model.tensor.Known;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One network under training: its frozen base and the flat vector that moves, which is the base itself or an adapter. While it imitates, what
 * it is to others is the mean of where it has been at the end of recent updates (Polyak averaging): steps that follow a few hundred drawn
 * states never settle.
 */
final class TrainedNetwork implements AutoCloseable {
    /** An adapter's form, and the graph from its numbers to what they change. */
    private record Adapted(AdapterForm form, AdapterGraph graph) {}

    /** Updates that the mean looks back over, about. */
    private static final long SPAN = 20;

    private final Ops ops;
    private final Network network;
    private final ParameterLayout layout;
    private final @Nullable Adapted adapted;
    private final NDArray base;
    private final NDArray moving;
    private final NDArray mean;
    private final FlatAdam adam;
    // Updates in the mean; 0 while there is none.
    private long averaged;

    /** Trains all weights of a network when {@code adapter} is null, else the adapter alone. */
    TrainedNetwork(
            Ops ops,
            ModelWeights base,
            Network network,
            @Nullable Adapter adapter,
            float rate,
            float gradientNorm,
            float explodingNorm) {
        float[] flat = base.flat(network);
        this.ops = ops;
        this.network = network;
        this.layout = ParameterLayout.of(base.spec(), network);
        this.base = ops.keep(ops.create(flat, flat.length));
        if (adapter == null) {
            this.adapted = null;
            this.moving = this.base;
        } else {
            AdapterLayout adapterLayout = AdapterLayout.of(base, network, adapter.form());
            this.adapted = new Adapted(adapter.form(), AdapterGraph.of(ops, adapterLayout));
            this.moving = ops.keep(ops.create(adapter.parameters(), adapterLayout.size()));
        }
        this.mean = ops.keep(ops.zeros(moving.size()));
        this.adam = new FlatAdam(ops, (int) moving.size(), rate, gradientNorm, explodingNorm);
    }

    /** A leaf to differentiate: give it to {@link #parameters(NDArray)} and, after backward, to {@link #step}. */
    NDArray leaf() {
        return ops.leaf(moving);
    }

    /** Views with the moving vector replaced by a leaf or by another copy of it. */
    Parameters parameters(NDArray inPlaceOfMoving) {
        Adapted adapter = adapted;
        return adapter == null
                ? new Parameters(ops, layout, inPlaceOfMoving)
                : new Parameters(
                        ops,
                        layout,
                        base,
                        adapter.graph().change(inPlaceOfMoving).foldedWhereFaster(ops));
    }

    /**
     * The same for an adapter, where it is known what the frozen part of one layer makes of its input.
     */
    Parameters parameters(NDArray inPlaceOfMoving, String layer) {
        Adapted adapter = Objects.requireNonNull(adapted, "all weights move");
        return new Parameters(
                ops,
                layout,
                base,
                adapter.graph().change(inPlaceOfMoving).foldedWhereFaster(ops, Set.of(layer + ".weight")));
    }

    /** What the frozen part of a layer under an adapter makes of x. */
    Known known(String layer, NDArray x) {
        return parameters(moving, layer).known(layer, x);
    }

    /** Views of the numbers as they are to others, an adapter multiplied out as it is where it acts; not to be differentiated. */
    Parameters parameters() {
        Adapted adapter = adapted;
        return adapter == null
                ? new Parameters(ops, layout, shown())
                : new Parameters(
                        ops, layout, base, adapter.graph().change(shown()).folded(ops));
    }

    /** What it is to others. */
    private NDArray shown() {
        return averaged > 0 ? mean : moving;
    }

    /** Takes where it is now into the mean. */
    void average() {
        if (averaged == 0) {
            // A copy: what the mean was before must not show, not even in its last bit.
            mean.set(ops.floats(moving));
        } else {
            mean.addi(ops.scaleOnce(moving.sub(mean), 1f / Math.min(averaged + 1, SPAN)));
        }
        averaged++;
    }

    /** Goes on from the mean, where there is one. */
    private void settle() {
        if (averaged > 0) {
            moving.set(ops.floats(mean));
            averaged = 0;
        }
    }

    /** Views of the base, without its adapter; the same as {@link #parameters()} when the base itself is trained. */
    Parameters baseParameters() {
        return new Parameters(ops, layout, base);
    }

    /** Adam step from a leaf's gradient; returns the gradient's norm; the step is refused when that is not finite or explodes. */
    float step(NDArray leaf, float share) {
        ops.gradients(false);
        return adam.step(moving, leaf.getGradient(), share);
    }

    /** Whether a step from a gradient of this norm is refused. */
    boolean refuses(double norm) {
        return adam.refuses(norm);
    }

    /** The vector that moves; owned here. */
    NDArray moving() {
        return moving;
    }

    /** Number of parameters that move. */
    long size() {
        return moving.size();
    }

    /** Whether all weights are trained. */
    boolean whole() {
        return adapted == null;
    }

    /** All weights, as they are to others, where the base itself is trained. */
    float[] flat() {
        if (adapted != null) {
            throw new IllegalStateException(network.id() + " has an adapter: its base does not move");
        }
        return ops.floats(shown());
    }

    /** The adapter as it is to others. */
    Adapter adapter() {
        Adapted adapter = adapted;
        if (adapter == null) {
            throw new IllegalStateException(network.id() + " is trained whole: it has no adapter");
        }
        return new Adapter(network, adapter.form(), ops.floats(shown()));
    }

    /** A budget begins. */
    void begin() {
        settle();
        adam.reset();
    }

    void save(StateWriter out) {
        out.floats(ops.floats(moving));
        out.number(averaged);
        if (averaged > 0) {
            out.floats(ops.floats(mean));
        }
        adam.save(out);
    }

    void restore(StateReader in) {
        moving.set(in.floats((int) moving.size()));
        averaged = in.number();
        if (averaged > 0) {
            mean.set(in.floats((int) mean.size()));
        }
        adam.restore(in);
    }

    @Override
    public void close() {
        adam.close();
        if (adapted != null) {
            adapted.graph().close();
        }
        moving.close();
        mean.close();
        base.close();
    }
}
