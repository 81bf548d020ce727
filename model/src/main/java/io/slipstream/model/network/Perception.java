package io.slipstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.tensor.Ops;
import io.slipstream.model.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * How an observation enters the features of policy and outcome heads: compressed, and for every group of objects what one small
 * network sees in each of them, pooled by the maximum (DeepSets, arXiv 1703.06114). Whether two boxes touch depends on one object and
 * the body; a network over all features at once needs every collision in every slot to learn it, this one learns it once.
 *
 * <p>Shapes: D observation, C what is seen in a group of objects, * any leading axes.
 */
public final class Perception {
    /** How much finer an observation is seen around zero, where gaps are narrow, than at its ends. */
    private static final float COMPRESSION = 30f;

    private static final float COMPRESSED_END = (float) StrictMath.log1p(COMPRESSION);
    /** Brings what is near (some metres, a fifth of the scale) to about 1: contact is a matter of straight distances. */
    private static final float NEARNESS = 5f;

    private static final int OBJECT_LAYERS = 2;

    private final ModelSpec spec;
    private final Ops ops;

    /** For models of these sizes. */
    public Perception(ModelSpec spec, Ops ops) {
        this.spec = spec;
        this.ops = ops;
    }

    /** sign(o) ln(1 + 30 |o|) / ln 31, DreamerV3's symlog with a gain: [*] -> [*]. */
    public NDArray compressed(NDArray observation) {
        NDArray magnitude =
                ops.scale(observation.abs(), COMPRESSION).add(ops.scalar(1f)).log();
        return ops.scale(observation.sign().mul(magnitude), 1 / COMPRESSED_END);
    }

    /** The observation's part of the features: [*, D] -> [*, D + C of every group of objects]. */
    public NDArray seen(Parameters parameters, NDArray observation) {
        NDArray compressed = compressed(observation);
        List<NDArray> parts = new ArrayList<>(List.of(compressed));
        for (FeatureGroup group : spec.objectGroups()) {
            parts.add(pooled(parameters, "objects." + group.name(), group, observation, compressed));
        }
        return ops.join(parts.toArray(new NDArray[0]));
    }

    /** [*, C]: the largest of what is seen in each object; one that is absent counts -1. */
    private NDArray pooled(
            Parameters parameters, String name, FeatureGroup group, NDArray observation, NDArray compressed) {
        NDArray raw = objects(group, observation); // [*, n, m]
        int axis = raw.getShape().dimension() - 2;
        NDArray present = raw.abs().sum(new int[] {-1}, true).gt(ops.scalar(0f)).toType(DataType.FLOAT32, false);
        List<NDArray> inputs = new ArrayList<>(List.of(objects(group, compressed), ops.scale(raw, NEARNESS)));
        for (FeatureGroup body : spec.bodyGroups()) {
            inputs.add(WorldModel.part(body, compressed).expandDims(axis).repeat(axis, group.objects()));
        }
        NDArray each = parameters.head(name, OBJECT_LAYERS, ops.join(inputs.toArray(new NDArray[0]))); // [*, n, C]
        return each.mul(present).add(present.sub(ops.scalar(1f))).max(new int[] {axis});
    }

    private static NDArray objects(FeatureGroup group, NDArray observation) {
        NDArray part = WorldModel.part(group, observation);
        int last = part.getShape().dimension() - 1;
        return part.reshape(part.getShape().slice(0, last).add(group.objects(), group.objectSize()));
    }
}
