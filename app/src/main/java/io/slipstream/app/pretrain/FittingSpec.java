package io.slipstream.app.pretrain;

import io.slipstream.environment.Spaces;
import io.slipstream.model.FeatureGroup;
import io.slipstream.model.ModelSpec;
import io.slipstream.sim.DrivingSpaces;
import java.util.List;

/** The model sizes that fit a world: taken from its spaces. */
public final class FittingSpec {
    private FittingSpec() {}

    /** A preset for the driving world's vector observation and action grid. */
    public static ModelSpec driving(String preset) {
        return of(preset, DrivingSpaces.SPACES);
    }

    /** A preset for an environment that shows and takes this. */
    public static ModelSpec of(String preset, Spaces spaces) {
        List<FeatureGroup> groups = spaces.observation().groups().stream()
                .map(group ->
                        new FeatureGroup(group.name(), group.from(), group.to(), role(group.role()), group.objects()))
                .toList();
        return ModelSpec.preset(preset, spaces.observation().size(), spaces.actions(), groups);
    }

    private static FeatureGroup.Role role(io.slipstream.environment.FeatureGroup.Role role) {
        return switch (role) {
            case BODY -> FeatureGroup.Role.BODY;
            case SCENE -> FeatureGroup.Role.SCENE;
            case OBJECTS -> FeatureGroup.Role.OBJECTS;
        };
    }
}
