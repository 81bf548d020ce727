package io.slipstream.actor.gateway;

import io.micrometer.core.instrument.MeterRegistry;
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
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A domain whose environments come by themselves: simulators, vehicles, anything that speaks the protocol or HTTP. */
public final class GatewayDomain implements Domain {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayDomain.class);

    private final Hub hub;
    private final Reception reception;
    private final SocketGateway sockets;
    private final WebSocketGateway webSockets;
    private final ActEndpoint endpoint;

    /**
     * Listens from now on.
     *
     * @param places how many environments can come
     * @param conditions what they are asked for at first; what the words mean is theirs
     * @throws IllegalArgumentException if it cannot listen, or would let in everybody from elsewhere
     */
    public GatewayDomain(GatewaySettings settings, int places, Conditions conditions, MeterRegistry registry) {
        hub = new Hub(settings, places, conditions, registry);
        reception = new Reception(hub);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            if (settings.token().isEmpty()
                    && !InetAddress.getByName(settings.host()).isLoopbackAddress()) {
                throw new IllegalArgumentException(GatewaySettings.HOST.key() + " " + settings.host()
                        + " can be reached from elsewhere: set " + GatewaySettings.TOKEN.key());
            }
            sockets = new SocketGateway(settings, reception);
            opened.add(sockets);
            webSockets = new WebSocketGateway(settings, reception);
            opened.add(webSockets);
            endpoint = new ActEndpoint(hub);
        } catch (IOException e) {
            opened.forEach(GatewayDomain::close);
            throw new IllegalArgumentException(
                    "the gateway cannot listen on " + settings.host() + ", ports " + settings.port() + ", "
                            + settings.webSocketPort() + " and " + settings.actPort() + ": " + e.getMessage(),
                    e);
        }
        reception.start();
        sockets.start();
        endpoint.start();
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            LOG.debug("closing what was opened of a gateway", e);
        }
    }

    /** Port of the framed protocol. */
    public int port() {
        return sockets.port();
    }

    /** Port of the framed protocol over WebSockets. */
    public int webSocketPort() {
        return webSockets.port();
    }

    /** Port of {@code POST /v1/act}. */
    public int actPort() {
        return endpoint.port();
    }

    /** How often something has happened so far. */
    public long counted(Incident incident) {
        return hub.counted(incident);
    }

    @Override
    public Conditions conditions(String task, String shift) {
        return Conditions.of(task, shift);
    }

    @Override
    public Conditions changed(
            Conditions from, Optional<String> task, Optional<String> shift, Optional<ShiftKnobs> knobs) {
        return Conditions.of(
                task.orElse(from.task()),
                shift.or(() -> knobs.map(ShiftKnobs::getId)).orElse(from.shift()));
    }

    @Override
    public String prepare(Conditions conditions) {
        return "what that means is known to the environments alone";
    }

    @Override
    public Environment environments(Conditions conditions, int count, long seed) {
        if (count != hub.places()) {
            throw new IllegalArgumentException("the gateway has " + hub.places() + " places, not " + count);
        }
        hub.change(conditions);
        hub.seed(seed);
        return new GatewayEnvironment(hub);
    }

    @Override
    public Film film(Environment environments, ActingSession session, FilmOrder order) {
        return Film.NONE;
    }

    @Override
    public @Nullable GroundTruth truth(Conditions conditions) {
        return null;
    }

    @Override
    public void fill(EpisodeReport report, EpisodeSummary.Builder summary) {
        EpisodeFields.PLAIN.fill(report, summary);
    }

    @Override
    public void close() {
        endpoint.close();
        sockets.close();
        reception.close();
        webSockets.close();
    }
}
