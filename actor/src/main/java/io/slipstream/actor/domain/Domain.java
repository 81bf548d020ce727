package io.slipstream.actor.domain;

import io.slipstream.environment.Conditions;
import io.slipstream.environment.Environment;
import io.slipstream.environment.EpisodeReport;
import io.slipstream.model.acting.ActingSession;
import io.slipstream.schemas.avro.EpisodeSummary;
import io.slipstream.schemas.avro.GroundTruth;
import io.slipstream.schemas.avro.ShiftKnobs;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an actor drives in: everything it must know of a kind of world, and all that differs between kinds. */
public interface Domain extends EpisodeFields, AutoCloseable {
    /** Conditions by their names. */
    Conditions conditions(String task, String shift);

    /**
     * Conditions that somebody asks for; what is left out stays as it is.
     *
     * @param from what holds
     * @param task another task
     * @param shift another shift, by its name
     * @param knobs another shift, by its values; counts before its name
     * @throws IllegalArgumentException if one is unknown or out of its bounds, naming the known ones
     */
    Conditions changed(Conditions from, Optional<String> task, Optional<String> shift, Optional<ShiftKnobs> knobs);

    /** Does beforehand whatever takes a moment, so that driving does not wait for it; one line about the conditions for the log. */
    String prepare(Conditions conditions);

    /** Makes environments; each call makes new ones. Whoever calls closes them. */
    Environment environments(Conditions conditions, int count, long seed);

    /** Films what these environments, of this domain, show; {@link Film#NONE} where there is nothing to see. */
    Film film(Environment environments, ActingSession session, FilmOrder order);

    /** The environment's own word on what shift this is: for grading alone. */
    @Nullable
    GroundTruth truth(Conditions conditions);

    /** Writes how an episode went into the fields that a record has for it. */
    @Override
    void fill(EpisodeReport report, EpisodeSummary.Builder summary);

    @Override
    default void close() {}
}
