package io.slipstream.sim;

import io.slipstream.environment.FeatureGroup;
import io.slipstream.environment.FeatureGroup.Role;
import io.slipstream.environment.ObservationSpace;
import io.slipstream.environment.Spaces;
import java.util.List;

/** What the driving world shows and takes. */
public final class DrivingSpaces {
    /** The 64 floats: the ego vehicle, the task, the route ahead and the cars near by. */
    public static final ObservationSpace OBSERVATION = new ObservationSpace(
            64,
            List.of(
                    new FeatureGroup("ego", 0, 4, Role.BODY, 1),
                    new FeatureGroup("task", 4, 12, Role.SCENE, 1),
                    new FeatureGroup("route", 12, 28, Role.SCENE, 1),
                    new FeatureGroup("traffic", 28, 64, Role.OBJECTS, 6)));

    /** With the action grid, ten times a second. */
    public static final Spaces SPACES = new Spaces(OBSERVATION, ActionGrid.SIZE, 0.1);

    private DrivingSpaces() {}
}
