package io.slipstream.actor;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.actor.classic.ClassicDomain;
import io.slipstream.actor.domain.Domain;
import io.slipstream.actor.driving.DrivingDomain;
import io.slipstream.actor.gateway.GatewayDomain;
import io.slipstream.actor.gateway.GatewaySettings;
import io.slipstream.actor.sumo.SumoDomain;
import io.slipstream.actor.sumo.SumoSettings;
import io.slipstream.environment.Conditions;
import io.slipstream.runtime.config.Config;
import io.slipstream.sim.catalogue.Catalogue;
import io.slipstream.sim.driver.ExpertDriver;
import io.slipstream.sim.shift.ShiftLabeller;
import io.slipstream.sim.shift.ShiftLabels;
import java.io.IOException;

/** Where an actor's domain is plugged in: the only class of the actor that knows which ones there are. */
final class Domains {
    private final ActorSettings settings;
    private final Config config;
    private final MeterRegistry registry;

    Domains(Config config, MeterRegistry registry) {
        settings = ActorSettings.from(config);
        this.config = config;
        this.registry = registry;
    }

    /**
     * Opens the domain that the settings name.
     *
     * @throws IllegalArgumentException if what it needs cannot be used
     */
    Domain open() {
        return switch (settings.domain()) {
            case DRIVING -> driving();
            case CLASSIC -> new ClassicDomain();
            case GATEWAY ->
                new GatewayDomain(
                        GatewaySettings.from(config),
                        settings.environments(),
                        Conditions.of(settings.task(), settings.shift()),
                        registry);
            case SUMO -> new SumoDomain(SumoSettings.from(config));
        };
    }

    private Domain driving() {
        Catalogue catalogue = catalogue();
        return new DrivingDomain(catalogue, new ShiftLabels(new ShiftLabeller(ExpertDriver::new, catalogue.labels())));
    }

    private Catalogue catalogue() {
        try {
            return Catalogue.with(settings.catalogue());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    ActorSettings.CATALOGUE.key() + ": cannot read " + e.getMessage() + "; does the file exist?", e);
        }
    }
}
