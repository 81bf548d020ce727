package io.slipstream.app.cli;

import io.slipstream.actor.ActorSettings;
import io.slipstream.actor.gateway.GatewaySettings;
import io.slipstream.actor.sumo.SumoSettings;
import io.slipstream.learner.LearnerSettings;
import io.slipstream.monitor.CanaryConfiguration;
import io.slipstream.monitor.MonitorSettings;
import io.slipstream.runtime.config.CommonSettings;
import io.slipstream.runtime.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting there is: one configuration file serves all services, so each of them knows all keys. */
public final class SettingsCatalogue {
    private SettingsCatalogue() {}

    /** In the order of the documentation. */
    public static List<Setting<?>> all() {
        return sections().values().stream().flatMap(List::stream).toList();
    }

    /** By the part that reads them. */
    public static Map<String, List<Setting<?>>> sections() {
        Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
        sections.put("All services", CommonSettings.all());
        sections.put("Actor", ActorSettings.all());
        sections.put("Gateway of an actor", GatewaySettings.all());
        sections.put("SUMO of an actor", SumoSettings.all());
        sections.put("Learner", LearnerSettings.all());
        sections.put("Monitor", MonitorSettings.all());
        sections.put("Canary", CanaryConfiguration.all());
        return sections;
    }
}
