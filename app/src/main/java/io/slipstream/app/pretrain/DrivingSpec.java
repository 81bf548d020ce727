package io.slipstream.app.pretrain;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.sim.ObservationSpace;
import io.slipstream.sim.VectorEnvironment;
import java.util.List;

/** The model sizes that fit the driving world. */
public final class DrivingSpec {
    /** The vehicle's own motion follows from itself and the action alone. */
    private static final String CLOSED_GROUP = "ego";

    private DrivingSpec() {}

    /** A preset for the vector observation and the action grid. */
    public static ModelSpec of(String preset) {
        List<FeatureGroup> groups = ObservationSpace.DRIVING.groups().stream()
                .map(group -> new FeatureGroup(
                        group.name(), group.from(), group.to(), group.name().equals(CLOSED_GROUP)))
                .toList();
        return ModelSpec.preset(preset, VectorEnvironment.OBSERVATION_SIZE, VectorEnvironment.ACTIONS, groups);
    }
}
