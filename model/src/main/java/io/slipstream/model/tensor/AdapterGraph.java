package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import io.slipstream.model.layout.AdapterLayout;
import io.slipstream.model.layout.JointLayout;
import io.slipstream.model.layout.LowRankLayout;
import io.slipstream.model.layout.MixtureLayout;
import io.slipstream.model.layout.NolaLayout;

/** Turns an adapter's flat vector into what it changes, differentiably. Holds the frozen tensors that a form needs for that. */
public sealed interface AdapterGraph extends AutoCloseable permits LowRankGraph, NolaGraph, MixtureGraph, JointGraph {

    /** The graph of a layout. */
    static AdapterGraph of(Ops ops, AdapterLayout layout) {
        if (layout instanceof LowRankLayout low) {
            return new LowRankGraph(low);
        }
        if (layout instanceof NolaLayout nola) {
            return new NolaGraph(ops, nola);
        }
        if (layout instanceof MixtureLayout mixture) {
            return new MixtureGraph(ops, mixture);
        }
        if (layout instanceof JointLayout joint) {
            return new JointGraph(ops, joint);
        }
        throw new IllegalStateException("every layout has a graph: " + layout);
    }

    /** What the numbers [layout size] change. */
    Change change(NDArray flat);

    /** Frees the frozen tensors. */
    @Override
    default void close() {}
}
