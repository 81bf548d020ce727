package io.slipstream.learner;

import io.slipstream.learner.plan.PlanSettings;
import io.slipstream.learner.train.TrainingSettings;
import io.slipstream.learner.train.UpdateForms;
import io.slipstream.model.tensor.DeviceChoice;
import io.slipstream.runtime.config.Config;
import io.slipstream.runtime.config.ConfigLoader;
import io.slipstream.runtime.config.Setting;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A learner's settings as they travel with the versions it trains. Where it keeps its files and when it reports are its own affair. The
 * constants of the training that no setting changes travel as text too, so that another recipe shows.
 */
public final class RecordedSettings {
    private static final String RECIPE = "recipe";
    private static final Set<Setting<?>> OWN = Set.of(
            LearnerSettings.MODEL,
            LearnerSettings.FOLDER,
            LearnerSettings.SIGNING_KEY,
            LearnerSettings.CHECKPOINT_EVERY,
            LearnerSettings.REPORT_EVERY,
            LearnerSettings.DEVICE,
            LearnerSettings.LOCKSTEP);

    // What else there is has gone into the state that a budget begins with: parts, forms and ranks, noise and sampler.
    private static final List<Setting<?>> OPEN = List.of(
            LearnerSettings.BATCH,
            LearnerSettings.LENGTH,
            LearnerSettings.WORLD_MODEL_UPDATES,
            LearnerSettings.POLICY_UPDATES,
            LearnerSettings.PUBLISH_EVERY,
            LearnerSettings.WARM_UP,
            LearnerSettings.REPLAY_CAPACITY,
            LearnerSettings.REPLAY_RATIO,
            LearnerSettings.WORLD_MODEL_RATE,
            LearnerSettings.ACTOR_RATE,
            LearnerSettings.CRITIC_RATE);

    private RecordedSettings() {}

    /** Keys of settings that can be changed when a budget is trained again from the state it began with. */
    public static Set<String> open() {
        return OPEN.stream().map(Setting::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings of a configuration, as text by key. */
    static Map<String, String> of(Config config) {
        Map<String, String> told = new TreeMap<>();
        for (Setting<?> setting : LearnerSettings.all()) {
            if (!OWN.contains(setting)) {
                told.put(setting.key(), text(setting, config));
            }
        }
        told.put(RECIPE, recipe(LearnerSettings.from(config).training()));
        return told;
    }

    /**
     * The configuration that settings were recorded of, on the CPU: only that gives the same bits again.
     *
     * @throws io.slipstream.runtime.config.ConfigException if this version of Slipstream does not know all of them
     */
    public static Config config(Map<String, String> told) {
        Map<String, String> flags = new TreeMap<>(told);
        flags.remove(RECIPE);
        List<Setting<?>> known = new ArrayList<>(LearnerSettings.all());
        return new ConfigLoader(known).flags(flags).load().with(LearnerSettings.DEVICE, DeviceChoice.CPU);
    }

    /** Whether this version of Slipstream trains by the same constants as the one that recorded the settings. */
    public static boolean sameRecipe(Map<String, String> told) {
        String here = recipe(LearnerSettings.from(config(told)).training());
        return here.equals(told.get(RECIPE));
    }

    /** Every constant by its name; what moves is said by the settings already. */
    private static String recipe(TrainingSettings training) {
        return Arrays.stream(TrainingSettings.class.getRecordComponents())
                .filter(component -> component.getType() != UpdateForms.class)
                .map(component -> component.getName() + "=" + value(component, training))
                .collect(Collectors.joining(
                        ", ",
                        "",
                        ", heldShare=" + PlanSettings.HELD_SHARE + ", heldVersions=none, " + Student.LOOKS_AT));
    }

    private static Object value(RecordComponent component, TrainingSettings training) {
        try {
            return component.getAccessor().invoke(training);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's components can be read", e);
        }
    }

    private static <T> String text(Setting<T> setting, Config config) {
        return setting.type().format().apply(config.get(setting));
    }
}
