package io.slipstream.app.pretrain;

import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.sim.ObservationSpace;
import io.slipstream.sim.VectorEnvironment;
import java.util.List;

/** The model sizes that fit the driving world. */
public final class DrivingSpec {
    private DrivingSpec() {}

    /** A preset for the vector observation and the action grid. */
    public static ModelSpec of(String preset) {
        List<FeatureGroup> groups = ObservationSpace.DRIVING.groups().stream()
                .map(group ->
                        new FeatureGroup(group.name(), group.from(), group.to(), role(group.role()), group.objects()))
                .toList();
        return ModelSpec.preset(preset, VectorEnvironment.OBSERVATION_SIZE, VectorEnvironment.ACTIONS, groups);
    }

    private static FeatureGroup.Role role(io.slipstream.sim.FeatureGroup.Role role) {
        return switch (role) {
            case BODY -> FeatureGroup.Role.BODY;
            case SCENE -> FeatureGroup.Role.SCENE;
            case OBJECTS -> FeatureGroup.Role.OBJECTS;
        };
    }
}
