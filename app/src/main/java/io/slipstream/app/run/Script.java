package io.slipstream.app.run;

import io.slipstream.schemas.avro.ShiftKnobs;
import java.util.Optional;
import java.util.OptionalLong;

/** How a run changes its world, by steps of the fleet since it began. */
public interface Script {
    /** Name that the books know it by. */
    String id();

    /** One line for a person. */
    String summary();

    /** Whether every stage has had its steps; never when it goes on for ever. */
    boolean over(long step);

    /** The next step at which something else may be wanted, if there is one. */
    OptionalLong nextChange(long step);

    /** The step at which the stage of a step began. */
    long stageStart(long step);

    /** What is wanted at a step. */
    Wanted at(long step);

    /** Whether what is wanted at two steps is the same world, whatever it is called. */
    boolean sameWorld(long step, long other);

    /**
     * What is wanted of a fleet.
     *
     * @param stage name of the stage
     * @param asked task to ask for
     * @param driven task that is driven then; a shift may put another one in its place
     * @param shifts what the stage puts on: a shift, or from&gt;to
     * @param shift name of the shift that holds
     * @param knobs the shift by its values, where its name alone does not tell
     */
    record Wanted(String stage, String asked, String driven, String shifts, String shift, Optional<ShiftKnobs> knobs) {}
}
