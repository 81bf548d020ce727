package io.slipstream.app.pretrain;

import io.slipstream.environment.Environment;
import io.slipstream.environment.Spaces;
import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.sim.shift.ShiftLabel;
import java.util.List;
import java.util.Map;

/** Where a base model is trained, graded and calibrated: what pretraining must know of a domain. */
public interface TrainingGround {
    /** What is seen and done there. */
    Spaces spaces();

    /** Environments of the task, each episode under one of these shifts, the nominal one perhaps among them. */
    Environment under(List<String> shifts, int environments, long seed);

    /** Environments of the task under one shift. */
    default Environment under(String shift, int environments, long seed) {
        return under(List.of(shift), environments, seed);
    }

    /** Environments in which a policy learns. */
    Environment forPolicy(int environments, long seed);

    /** Lets somebody act by rule, in many ways, so that a world model sees what can happen; about that many steps. */
    void seedWorldModel(ReplayWindow into, int steps, long seed);

    /** The same on the task alone, for the first dreams of a policy. */
    void seedPolicy(ReplayWindow into, int steps, long seed);

    /** Lets somebody act by rule who touches others; about that many steps. Where there is nothing to touch, nothing happens. */
    default void seedContacts(ContactExamples into, int steps, long seed) {}

    /** Acts by rule everywhere with nominal dynamics, to fit one-step references; about that many steps. */
    void seedReferences(ReplayWindow into, int steps, long seed);

    /** Environments everywhere with nominal dynamics, for a model to drive in. */
    Environment broad(int environments, long seed);

    /** Steps of a window of the monitor that its references are measured for: some dozens of episodes, for fewer say nothing of success. */
    default int windowSteps() {
        return 5_000;
    }

    /** The shifts to calibrate with and what they are. None of them is ever graded. */
    Map<String, ShiftLabel> calibration();
}
