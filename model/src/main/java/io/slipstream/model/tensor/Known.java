package io.slipstream.model.tensor;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What the frozen parts of an adapted layer make of its input. It need not be reckoned, or differentiated, again for as long as the input stays.
 *
 * @param base [n, out] W0 x
 * @param units [n, out * M] what each sub-unit of a mixture makes of it beside that; null without one
 */
public record Known(NDArray base, @Nullable NDArray units) {

    /** Of some of the inputs: [n'] indices, int64. */
    public Known rows(NDArray index) {
        return new Known(base.get(index), units == null ? null : units.get(index));
    }

    /** Of these inputs and then of others, of the same layer. */
    public Known and(Known others) {
        NDArray all = units == null || others.units == null ? null : units.concat(others.units, 0);
        return new Known(base.concat(others.base, 0), all);
    }

    /** The same, to be held until closed. */
    public Known kept(Ops ops) {
        return new Known(ops.keep(base.duplicate()), units == null ? null : ops.keep(units.duplicate()));
    }

    /** Frees what is held. */
    public void close() {
        base.close();
        if (units != null) {
            units.close();
        }
    }
}
