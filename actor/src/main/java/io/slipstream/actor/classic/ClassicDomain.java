package io.slipstream.actor.classic;

import io.slipstream.actor.domain.Domain;
import io.slipstream.actor.domain.EpisodeFields;
import io.slipstream.actor.domain.Film;
import io.slipstream.actor.domain.FilmOrder;
import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.ShiftKnobs;
import io.slipstream.sim.classic.ClassicEnvironment;
import io.slipstream.sim.classic.ClassicShift;
import io.slipstream.sim.classic.ClassicTask;
import java.util.Optional;

/** CartPole and Pendulum: an actor keeps the task that it was started with, its shifts change as they are asked for. */
public final class ClassicDomain implements Domain {
    @Override
    public Conditions conditions(String task, String shift) {
        return Conditions.of(
                ClassicTask.byId(task).id(), ClassicShift.byId(shift).id());
    }

    @Override
    public Conditions changed(
            Conditions from, Optional<String> task, Optional<String> shift, Optional<ShiftKnobs> knobs) {
        if (task.isPresent() && !task.get().equals(from.task())) {
            throw new IllegalArgumentException("this actor's task is " + from.task()
                    + ", another has other spaces; start an actor with actor.task " + task.get());
        }
        // A shift of roads has an id, too; only one that is known here can be meant.
        return conditions(
                from.task(), shift.or(() -> knobs.map(ShiftKnobs::getId)).orElse(from.shift()));
    }

    @Override
    public String prepare(Conditions conditions) {
        return label(conditions);
    }

    @Override
    public Environment environments(Conditions conditions, int count, long seed) {
        return new ClassicEnvironment(conditions, count, seed);
    }

    @Override
    public Film film(Environment environments, ActingSession session, FilmOrder order) {
        return Film.NONE;
    }

    @Override
    public GroundTruth truth(Conditions conditions) {
        return new GroundTruth(conditions.shift(), label(conditions));
    }

    private static String label(Conditions conditions) {
        return ClassicShift.byId(conditions.shift()).changesDynamics() ? "DYNAMICS" : "NONE";
    }

    @Override
    public void fill(EpisodeReport report, EpisodeSummary.Builder summary) {
        EpisodeFields.PLAIN.fill(report, summary);
    }
}
