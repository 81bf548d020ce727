package io.slipstream.actor.driving;

import io.slipstream.actor.domain.Domain;
import io.slipstream.actor.domain.Film;
import io.slipstream.actor.domain.FilmOrder;
import io.slipstream.actor.driving.scene.Camera;
import io.slipstream.actor.driving.scene.SceneRecords;
import io.slipstream.actor.vehicle.DrivingFields;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.DrivingEnvironment;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.shift.ShiftLabels;
import java.util.List;
import java.util.Optional;

/** The driving world under an actor. */
public final class DrivingDomain implements Domain {
    private final CatalogueNames names;
    private final ShiftLabels labels;

    /**
     * @param catalogue what commands can name
     * @param labels measured before a scenario is driven: measuring takes a moment that the driving thread does not have
     */
    public DrivingDomain(Catalogue catalogue, ShiftLabels labels) {
        this.names = new CatalogueNames(catalogue);
        this.labels = labels;
    }

    @Override
    public Conditions conditions(String task, String shift) {
        return names.conditions(names.scenario(Conditions.of(task, shift)));
    }

    @Override
    public Conditions changed(
            Conditions from, Optional<String> task, Optional<String> shift, Optional<ShiftKnobs> knobs) {
        return names.conditions(names.changed(names.scenario(from), task, shift, knobs));
    }

    /** The scenario of conditions that this domain has named, or of a task and a shift of its catalogue. */
    public Scenario scenario(Conditions conditions) {
        return names.scenario(conditions);
    }

    @Override
    public String prepare(Conditions conditions) {
        return labels.of(names.scenario(conditions)).name();
    }

    @Override
    public Environment environments(Conditions conditions, int count, long seed) {
        return new DrivingEnvironment(new VectorEnvironment(List.of(names.scenario(conditions)), count, seed), names);
    }

    @Override
    public Film film(Environment environments, ActingSession session, FilmOrder order) {
        if (!(environments instanceof DrivingEnvironment driving)) {
            throw new IllegalArgumentException("these are environments of another domain: " + environments);
        }
        SceneRecords records = new SceneRecords(order.identity(), order.clock());
        Camera camera = new Camera(
                driving.world(),
                session,
                order.environments(),
                order.interval(),
                System::nanoTime,
                footage -> order.sink().accept(records.scene(footage)));
        return camera::ticked;
    }

    @Override
    public GroundTruth truth(Conditions conditions) {
        Scenario scenario = names.scenario(conditions);
        return new GroundTruth(scenario.shift().id(), labels.of(scenario).name());
    }

    @Override
    public void fill(EpisodeReport report, EpisodeSummary.Builder summary) {
        new DrivingFields().fill(report, summary);
    }
}
