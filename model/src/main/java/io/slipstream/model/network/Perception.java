package io.slipstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
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
 * the body; a network over all features at once needs every collision in every slot to learn it, this one learns it once. What a contact
 * looks like is one more feature, from a network that is taught nothing else.
 *
 * <p>Shapes: D observation, C what is seen in a group of objects, * any leading axes.
 */
public final class Perception {
    /** How much finer an observation is seen around zero, where gaps are narrow, than at its ends. */
    public static final float COMPRESSION = 30f;

    private static final float COMPRESSED_END = (float) StrictMath.log1p(COMPRESSION);
    /** Brings what is near (some metres, a fifth of the scale) to about 1: contact is a matter of straight distances. */
    public static final float NEARNESS = 5f;

    private static final int OBJECT_LAYERS = 2;
    /** Brings the distances at which bodies touch to about 1. */
    public static final float CLOSENESS = 6f;

    /** From here on it does not matter how far away something is, in units of CLOSENESS. */
    public static final float FAR = 2f;
    /** Log-odds of a contact with an object that is absent. */
    public static final float NO_CONTACT = -20f;

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

    /** The observation's part of the features: [*, D] -> [*, D + C + 1 of every group of objects]. */
    public NDArray seen(Parameters parameters, NDArray observation) {
        NDArray compressed = compressed(observation);
        List<NDArray> parts = new ArrayList<>(List.of(compressed));
        for (FeatureGroup group : spec.objectGroups()) {
            Objects objects = objects(group, observation, compressed);
            parts.add(pooled(parameters, objects));
            parts.add(ops.sigmoid(contact(parameters, objects)).stopGradient());
        }
        return ops.join(parts.toArray(new NDArray[0]));
    }

    /**
     * Log-odds that the body touches something, of all groups of objects the largest: [*, D] -> [*, 1]. By those of the examples it is
     * taught with, half of which do. It is taught by itself: in recorded driving one step in a thousand is a contact, and a head that has to
     * learn it from there never does (docs/decisions/0024).
     *
     * @throws IllegalStateException if a model of these sizes knows no objects
     */
    public NDArray contact(Parameters parameters, NDArray observation) {
        NDArray compressed = compressed(observation);
        return spec.objectGroups().stream()
                .map(group -> contact(parameters, objects(group, observation, compressed)))
                .reduce(NDArray::maximum)
                .orElseThrow(() -> new IllegalStateException("there is nothing to touch"));
    }

    /** [*, C]: the largest of what is seen in each object; one that is absent counts -1. */
    private NDArray pooled(Parameters parameters, Objects objects) {
        NDArray each = parameters.head("objects." + objects.group(), OBJECT_LAYERS, objects.inputs()); // [*, n, C]
        NDArray present = objects.present();
        return each.mul(present).add(present.sub(ops.scalar(1f))).max(new int[] {objects.axis()});
    }

    /** [*, 1]: the largest log-odds of all objects of a group. */
    private NDArray contact(Parameters parameters, Objects objects) {
        NDArray inputs = objects.posed() ? ops.join(objects.inputs(), places(objects.raw())) : objects.inputs();
        NDArray each = parameters.head("contact." + objects.group(), OBJECT_LAYERS, inputs); // [*, n, 1]
        NDArray absent = objects.present().sub(ops.scalar(1f)).neg();
        return each.mul(objects.present()).add(ops.scale(absent, NO_CONTACT)).max(new int[] {objects.axis()});
    }

    /**
     * How far away each object is along the axes of the body and along its own, and how it is turned: [*, n, m] -> [*, n, 6].
     * Whether two boxes overlap is decided on these four axes (separating axis theorem); far away it does not matter how far.
     */
    private NDArray places(NDArray raw) {
        NDArray x = feature(raw, 0);
        NDArray y = feature(raw, 1);
        NDArray cos = feature(raw, 4);
        NDArray sin = feature(raw, 5);
        NDArray ahead = x.mul(cos).add(y.mul(sin));
        NDArray aside = y.mul(cos).sub(x.mul(sin));
        NDArray distances =
                ops.scale(ops.join(x, y, ahead, aside).abs(), CLOSENESS).minimum(ops.scalar(FAR));
        return ops.join(distances, cos.abs(), sin.abs());
    }

    private static NDArray feature(NDArray raw, int index) {
        return raw.get(new NDIndex().addEllipseDim().addSliceDim(index, index + 1));
    }

    /**
     * The objects of a group, each beside the body.
     *
     * @param raw [*, n, m]
     * @param posed whether position and heading are among their features
     * @param inputs [*, n, what is known of one]
     * @param present [*, n, 1], 0 where an object is absent
     * @param axis of the objects
     */
    private record Objects(String group, NDArray raw, boolean posed, NDArray inputs, NDArray present, int axis) {}

    private Objects objects(FeatureGroup group, NDArray observation, NDArray compressed) {
        NDArray raw = objects(group, observation); // [*, n, m]
        int axis = raw.getShape().dimension() - 2;
        NDArray present = raw.abs().sum(new int[] {-1}, true).gt(ops.scalar(0f)).toType(DataType.FLOAT32, false);
        List<NDArray> inputs = new ArrayList<>(List.of(objects(group, compressed), ops.scale(raw, NEARNESS)));
        for (FeatureGroup body : spec.bodyGroups()) {
            inputs.add(WorldModel.part(body, compressed).expandDims(axis).repeat(axis, group.objects()));
        }
        return new Objects(group.name(), raw, group.posed(), ops.join(inputs.toArray(new NDArray[0])), present, axis);
    }

    private static NDArray objects(FeatureGroup group, NDArray observation) {
        NDArray part = WorldModel.part(group, observation);
        int last = part.getShape().dimension() - 1;
        return part.reshape(part.getShape().slice(0, last).add(group.objects(), group.objectSize()));
    }
}
