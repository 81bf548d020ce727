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
 * How each feature group changes in one step where the model knows its way: a Student-t distribution (3 degrees of freedom) whose mean and
 * scale depend on the state, so that an error counts by what is usual <em>there</em>. It is the yardstick of "wrong where it used to be
 * right", apart from z and h. A body is predicted from itself and the action alone, a scene from the whole observation, objects one by
 * one from themselves, the body, the action and the other objects, whatever order they stand in.
 *
 * <p>Shapes: R rows, D observation, A actions, n objects of m features.
 */
public final class TransitionReference {
    /** Degrees of freedom. */
    public static final float FREEDOM = 3f;
    /** Of 1 + z^2 / 3 in the density. */
    public static final float EXPONENT = (FREEDOM + 1) / 2;
    /** Changes in tenths are near 1. */
    public static final float TENTHS = 10f;

    /** No change is more certain than by this. */
    public static final float SMALLEST_LOG_SCALE = -4.6f;
    /** None is less certain. */
    public static final float LARGEST_LOG_SCALE = 3f;

    private static final float ABSENT = 1e6f;

    private final ModelSpec spec;
    private final Parameters parameters;
    private final Ops ops;

    /** Over the parameters of a world model. */
    public TransitionReference(ModelSpec spec, Parameters parameters, Ops ops) {
        this.spec = spec;
        this.parameters = parameters;
        this.ops = ops;
    }

    /**
     * What a group's change says.
     *
     * @param surprise [R] mean over its features of 2 ln(1 + z^2 / 3), z the standardised change; about 1 where all is as usual
     * @param logScale [R] mean logarithm of the scale; with the surprise it makes the negative log-likelihood
     * @param counts [R] 0 where a group of objects shows none that can be found again, else 1
     */
    public record Change(NDArray surprise, NDArray logScale, NDArray counts) {}

    /** A step of a group: before [R, D], one-hot action [R, A], after [R, D]. */
    public Change change(FeatureGroup group, NDArray before, NDArray action, NDArray after) {
        if (group.role() == FeatureGroup.Role.OBJECTS) {
            return objects(group, before, action, after);
        }
        NDArray here = WorldModel.part(group, before);
        NDArray predicted = whole(group, before, action); // [R, 2m]
        NDArray moved = WorldModel.part(group, after).sub(here);
        NDArray logScale = logScale(predicted, group.objectSize());
        NDArray surprise = surprise(moved, predicted, logScale, group.objectSize());
        return new Change(surprise, logScale.mean(new int[] {-1}), surprise.onesLike());
    }

    /** The observation after a step, as expected: before [R, D], one-hot action [R, A] -> [R, D]. */
    public NDArray next(NDArray before, NDArray action) {
        List<NDArray> parts = new ArrayList<>();
        for (FeatureGroup group : spec.groups()) {
            parts.add(
                    group.role() == FeatureGroup.Role.OBJECTS
                            ? nextObjects(group, before, action)
                            : WorldModel.part(group, before)
                                    .add(expected(whole(group, before, action), group.objectSize())));
        }
        return ops.join(parts.toArray(new NDArray[0]));
    }

    /** Objects after a step, the nearest first as they are seen: [R, n * m]. None appears and none goes. */
    private NDArray nextObjects(FeatureGroup group, NDArray before, NDArray action) {
        int n = group.objects();
        int m = group.objectSize();
        NDArray here = WorldModel.part(group, before).reshape(-1, n, m);
        NDArray present = present(here); // [R, n]
        NDArray change =
                expected(parameters.head(name(group), 2, seenByObject(group, before, action, here, present)), m);
        NDArray there = here.add(change).mul(present.expandDims(2)); // [R, n, m]
        NDArray distance = last(there, 0, 2).square().sum(new int[] {-1}); // [R, n]
        NDArray order =
                distance.sub(ops.scale(present.sub(ops.scalar(1f)), ABSENT)).argSort(1); // [R, n]
        NDArray moves = order.oneHot(n, DataType.FLOAT32); // [R, n, n]
        return moves.matMul(there).reshape(-1, (long) n * m);
    }

    /** The mean of a prediction, in the observation's units. */
    private NDArray expected(NDArray predicted, int size) {
        return ops.scale(last(predicted, 0, size), 1 / TENTHS);
    }

    /** [R, 2m]: mean and scale of a body's or a scene's change. */
    private NDArray whole(FeatureGroup group, NDArray before, NDArray action) {
        boolean body = group.role() == FeatureGroup.Role.BODY;
        return parameters.head(name(group), 2, ops.join(body ? WorldModel.part(group, before) : before, action));
    }

    private Change objects(FeatureGroup group, NDArray before, NDArray action, NDArray after) {
        int n = group.objects();
        int m = group.objectSize();
        NDArray here = WorldModel.part(group, before).reshape(-1, n, m);
        NDArray there = WorldModel.part(group, after).reshape(-1, n, m);
        NDArray present = present(here); // [R, n]
        NDArray match = match(here, present, there); // [R, n, n]
        NDArray found = match.sum(new int[] {-1}); // [R, n]
        NDArray moved = match.matMul(there).sub(here);
        NDArray predicted = parameters.head(name(group), 2, seenByObject(group, before, action, here, present));
        NDArray logScale = logScale(predicted, m);
        NDArray surprise = surprise(moved, predicted, logScale, m); // [R, n]
        NDArray any = found.sum(new int[] {-1}); // [R]
        NDArray share = found.div(any.maximum(ops.scalar(1f)).expandDims(1)); // [R, n]
        return new Change(
                surprise.mul(share).sum(new int[] {-1}),
                logScale.mean(new int[] {-1}).mul(share).sum(new int[] {-1}),
                any.minimum(ops.scalar(1f)));
    }

    /** [R, n, inputs]: the object, what the others add up to around it, the body and the action. */
    private NDArray seenByObject(FeatureGroup group, NDArray before, NDArray action, NDArray here, NDArray present) {
        int n = group.objects();
        NDArray self = parameters.dense(name(group) + ".self", here).expandDims(2); // [R, n, 1, c]
        NDArray other = parameters.matrix(name(group) + ".other", here).expandDims(1); // [R, 1, n, c]
        NDArray apart = ops.eye(n).sub(ops.scalar(1f)).neg().expandDims(0); // [1, n, n]
        NDArray weight = present.expandDims(1).mul(apart).expandDims(3); // [R, n, n, 1]
        NDArray context = ops.silu(self.add(other)).mul(weight).sum(new int[] {2}); // [R, n, c]
        List<NDArray> around = new ArrayList<>();
        for (FeatureGroup body : spec.groups()) {
            if (body.role() == FeatureGroup.Role.BODY) {
                around.add(WorldModel.part(body, before));
            }
        }
        around.add(action);
        NDArray shared = ops.join(around.toArray(new NDArray[0])).expandDims(1);
        return ops.join(here, context, shared.repeat(1, n));
    }

    /** [R, n]: 1 where an object has any feature. */
    private NDArray present(NDArray objects) {
        return objects.abs().sum(new int[] {-1}).gt(ops.scalar(0f)).toType(DataType.FLOAT32, false);
    }

    /** [R, n, n]: 1 where each of the two is the other's nearest, so that one that comes or goes is matched with none. */
    private NDArray match(NDArray here, NDArray present, NDArray there) {
        NDArray apart = here.expandDims(2).sub(there.expandDims(1)).square().sum(new int[] {-1}); // [R, n, n]
        NDArray gone = present.expandDims(2).mul(present(there).expandDims(1)).sub(ops.scalar(1f));
        NDArray distance = apart.sub(ops.scale(gone, ABSENT));
        NDArray nearestThere = distance.lte(distance.min(new int[] {2}, true));
        NDArray nearestHere = distance.lte(distance.min(new int[] {1}, true));
        return nearestThere
                .logicalAnd(nearestHere)
                .logicalAnd(distance.lt(ops.scalar(ABSENT / 2)))
                .toType(DataType.FLOAT32, false);
    }

    private NDArray logScale(NDArray predicted, int size) {
        NDArray raw = last(predicted, size, 2 * size);
        return raw.maximum(ops.scalar(SMALLEST_LOG_SCALE)).minimum(ops.scalar(LARGEST_LOG_SCALE));
    }

    private NDArray surprise(NDArray moved, NDArray predicted, NDArray logScale, int size) {
        NDArray error = ops.scale(moved, TENTHS).sub(last(predicted, 0, size));
        NDArray z = error.mul(logScale.neg().exp());
        NDArray tail = ops.scale(z.square(), 1 / FREEDOM).add(ops.scalar(1f)).log();
        return ops.scale(tail, EXPONENT).mean(new int[] {-1});
    }

    private static NDArray last(NDArray x, int from, int to) {
        return x.get(new NDIndex().addEllipseDim().addSliceDim(from, to));
    }

    /** Parameters of a group's reference. */
    private static String name(FeatureGroup group) {
        return "reference." + group.name();
    }
}
