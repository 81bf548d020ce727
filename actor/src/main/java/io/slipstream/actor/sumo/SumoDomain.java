package io.slipstream.actor.sumo;

import io.slipstream.actor.domain.Domain;
import io.slipstream.actor.domain.Film;
import io.slipstream.actor.domain.FilmOrder;
import io.slipstream.actor.vehicle.DrivingFields;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.ShiftKnobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SUMO under an actor: tasks are maps, shifts are the manners of its cars. An actor keeps the map that it was started with. */
public final class SumoDomain implements Domain {
    private final SumoSettings settings;
    private final SumoFolder folder;

    /**
     * Starts nothing yet.
     *
     * @throws IllegalArgumentException if the folder for SUMO's files cannot be written
     */
    public SumoDomain(SumoSettings settings) {
        this.settings = settings;
        folder = new SumoFolder(settings.folder(), settings.maps());
    }

    @Override
    public Conditions conditions(String task, String shift) {
        folder.map(task);
        return Conditions.of(task, SumoShift.byId(shift).id());
    }

    @Override
    public Conditions changed(
            Conditions from, Optional<String> task, Optional<String> shift, Optional<ShiftKnobs> knobs) {
        if (task.isPresent() && !task.get().equals(from.task())) {
            throw new IllegalArgumentException("this actor's map is " + from.task()
                    + "; start an actor with actor.task " + task.get() + " for another");
        }
        // A shift of the simulator's own roads has an id, too; only one that is known here can be meant.
        return conditions(
                from.task(), shift.or(() -> knobs.map(ShiftKnobs::getId)).orElse(from.shift()));
    }

    @Override
    public String prepare(Conditions conditions) {
        return "SUMO's cars as " + SumoShift.byId(conditions.shift());
    }

    /**
     * Makes environments; their SUMOs start with their first episodes.
     *
     * @throws IllegalArgumentException if there are other numbers of addresses to attach to and of environments
     */
    @Override
    public Environment environments(Conditions conditions, int count, long seed) {
        List<String> attach = settings.attach();
        if (!attach.isEmpty() && attach.size() != count) {
            throw new IllegalArgumentException(SumoSettings.ATTACH.key() + " names " + attach.size() + " addresses for "
                    + count + " environments; give each environment one");
        }
        Path network = folder.map(conditions.task()).network();
        List<Sumo> sumos = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            sumos.add(
                    attach.isEmpty()
                            ? new StartedSumo(settings, network, folder.log(e))
                            : new AttachedSumo(attach.get(e), settings));
        }
        return new SumoEnvironment(folder, conditions, sumos, seed);
    }

    @Override
    public Film film(Environment environments, ActingSession session, FilmOrder order) {
        return Film.NONE;
    }

    /** Nobody has measured what kind of shift SUMO's knobs make. */
    @Override
    public @Nullable GroundTruth truth(Conditions conditions) {
        return null;
    }

    @Override
    public void fill(EpisodeReport report, EpisodeSummary.Builder summary) {
        new DrivingFields().fill(report, summary);
    }

    @Override
    public void close() {
        folder.close();
    }
}
