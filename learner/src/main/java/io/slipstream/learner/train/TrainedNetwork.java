package io.slipstream.learner.train;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelWeights;
import io.slipstream.model.Network;
import io.slipstream.model.adapter.AdapterForm;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.ParameterLayout;
import io.slipstream.model.tensor.AdapterGraph;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import org.jspecify.annotations.Nullable;

/** One network under training: its frozen base and the flat vector that moves, which is the base itself or an adapter. */
final class TrainedNetwork implements AutoCloseable {
    /** An adapter's form, and the graph from its numbers to what they change. */
    private record Adapted(AdapterForm form, AdapterGraph graph) {}

    private final Ops ops;
    private final Network network;
    private final ParameterLayout layout;
    private final @Nullable Adapted adapted;
    private final NDArray base;
    private final NDArray moving;
    private final FlatAdam adam;

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
                        adapter.graph().change(inPlaceOfMoving).foldedWhereShifted(ops));
    }

    /** Views of the numbers as they are, an adapter multiplied out as it is where it acts; not to be differentiated. */
    Parameters parameters() {
        Adapted adapter = adapted;
        return adapter == null
                ? new Parameters(ops, layout, moving)
                : new Parameters(
                        ops, layout, base, adapter.graph().change(moving).folded(ops));
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

    /** All weights of the base, as they are now when the base itself is trained. */
    float[] flat() {
        return ops.floats(base);
    }

    /** The adapter as it is now. */
    Adapter adapter() {
        Adapted adapter = adapted;
        if (adapter == null) {
            throw new IllegalStateException(network.id() + " is trained whole: it has no adapter");
        }
        return new Adapter(network, adapter.form(), ops.floats(moving));
    }

    void forgetMoments() {
        adam.reset();
    }

    void save(StateWriter out) {
        out.floats(ops.floats(moving));
        adam.save(out);
    }

    void restore(StateReader in) {
        moving.set(in.floats((int) moving.size()));
        adam.restore(in);
    }

    @Override
    public void close() {
        adam.close();
        if (adapted != null) {
            adapted.graph().close();
        }
        moving.close();
        base.close();
    }
}
