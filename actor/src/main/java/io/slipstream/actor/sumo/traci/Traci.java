package io.slipstream.actor.sumo.traci;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A client of one SUMO. One thread uses it. After an exception the connection is of no more use: close it.
 *
 * <p>A tick is one message there, which moves the ego vehicle and steps the simulation, and one back, which holds the cars around it.
 * {@link #sendTick} and {@link #receiveTick} are apart so that many SUMOs can work at the same time.
 */
public final class Traci implements AutoCloseable {
    /** Of its safety checks none is on: the ego vehicle is driven by somebody else. */
    private static final int NO_CHECKS = 0;
    /** Goes wherever it is put, and keeps off no road for it. */
    private static final int ANYWHERE = 2;

    private static final int LEAST_BYTES_OF_A_CAR = 4 + 3 * 3 + 4 * 8;

    private final Wire wire;
    private final Request request = new Request();

    /**
     * Connects.
     *
     * @param connectLimit longest time for that
     * @param answerLimit longest time for an answer later on
     * @throws IOException if nobody listens there
     */
    public Traci(InetSocketAddress address, Duration connectLimit, Duration answerLimit) throws IOException {
        wire = new Wire(address, connectLimit, answerLimit);
    }

    /**
     * What SUMO calls itself.
     *
     * @throws TraciException if it is too old, or no SUMO
     */
    public String version() throws IOException {
        Reply reply = exchange(request.clear().command(Protocol.VERSION), Protocol.VERSION);
        reply.answer(Protocol.VERSION);
        int api = reply.int32();
        String name = reply.text();
        if (api < 20) {
            throw new TraciException(name + " speaks TraCI " + api + "; 20 (SUMO 1.2) or newer is needed");
        }
        return name;
    }

    /** Begins from scratch with other options, as on SUMO's command line. */
    public void load(List<String> options) throws IOException {
        exchange(request.clear().command(Protocol.LOAD).typed(options), Protocol.LOAD)
                .end();
    }

    /**
     * Simulates up to a time.
     *
     * @param seconds since the beginning
     */
    public void simulateUntil(double seconds) throws IOException {
        exchange(request.clear().command(Protocol.STEP).raw(seconds), Protocol.STEP);
    }

    /** Adds a vehicle of a route and a type that are known; it appears with the next tick, wherever that one moves it. */
    public void add(String id, String route, String type) throws IOException {
        request.clear().command(Protocol.CHANGE_VEHICLE).ubyte(Protocol.ADD).raw(id);
        request.compound(14).typed(route).typed(type).typed("now");
        // Departure: lane, position, speed; arrival: the same. No zones, no line, nobody on board.
        request.typed("first").typed("base").typed("0");
        request.typed("current").typed("max").typed("current");
        request.typed("").typed("").typed("").typed(0).typed(0);
        exchange(request, Protocol.CHANGE_VEHICLE).end();
    }

    /** Makes a vehicle drive as it is told, without checks of its own. */
    public void obey(String id) throws IOException {
        request.clear().command(Protocol.CHANGE_VEHICLE).ubyte(Protocol.SPEED_MODE);
        request.raw(id).typed(NO_CHECKS);
        exchange(request, Protocol.CHANGE_VEHICLE).end();
    }

    /**
     * Has every tick from now on report the vehicles around one.
     *
     * @param range how far around, m
     */
    public void watch(String id, double range, Cars cars) throws IOException {
        request.clear().command(Protocol.VEHICLE_CONTEXT).raw(Protocol.NOTHING).raw(Protocol.NOTHING);
        request.raw(id).ubyte(Protocol.VEHICLES).raw(range).ubyte(3);
        request.ubyte(Protocol.POSITION).ubyte(Protocol.SPEED).ubyte(Protocol.ANGLE);
        Reply reply = exchange(request, Protocol.VEHICLE_CONTEXT);
        readCars(reply, id.getBytes(StandardCharsets.UTF_8), cars);
        reply.end();
    }

    /**
     * Moves a vehicle and simulates one step; the answer has to be fetched by {@link #receiveTick}.
     *
     * @param vehicle its id in UTF-8
     * @param x east of the middle of its front bumper, m
     * @param y north of it, m
     * @param angle degrees clockwise from north
     */
    public void sendTick(byte[] vehicle, double x, double y, double angle) throws IOException {
        request.clear().command(Protocol.CHANGE_VEHICLE).ubyte(Protocol.MOVE_TO_XY);
        request.raw(vehicle).compound(6).typed("").typed(0);
        request.typed(x).typed(y).typed(angle).ubyte(Protocol.BYTE).ubyte(ANYWHERE);
        request.command(Protocol.STEP).raw(0.0);
        wire.send(request.finish());
    }

    /**
     * Waits for the end of the step that was sent.
     *
     * @param vehicle whose surroundings are watched, its id in UTF-8; it is not among the cars itself
     */
    public void receiveTick(byte[] vehicle, Cars cars) throws IOException {
        Reply reply = wire.receive();
        reply.status(Protocol.CHANGE_VEHICLE);
        reply.status(Protocol.STEP);
        int watched = reply.count(1);
        for (int i = 0; i < watched; i++) {
            readCars(reply, vehicle, cars);
        }
        reply.end();
    }

    private static void readCars(Reply reply, byte[] own, Cars cars) throws TraciException {
        reply.answer(Protocol.VEHICLE_CONTEXT_ANSWER);
        if (!reply.isText(own)) {
            throw new TraciException("SUMO reports the surroundings of a vehicle that nobody watches");
        }
        reply.ubyte();
        int variables = reply.ubyte();
        if (variables != 3) {
            throw new TraciException("SUMO sent " + variables + " variables of each car, 3 were asked for");
        }
        int count = reply.count(LEAST_BYTES_OF_A_CAR);
        for (int i = 0; i < count; i++) {
            boolean isOwn = reply.isText(own);
            reply.variable(Protocol.POSITION, Protocol.POSITION_2D);
            double x = reply.float64();
            double y = reply.float64();
            reply.variable(Protocol.SPEED, Protocol.DOUBLE);
            double speed = reply.float64();
            reply.variable(Protocol.ANGLE, Protocol.DOUBLE);
            double angle = reply.float64();
            if (!isOwn) {
                cars.car(x, y, angle, speed);
            }
        }
    }

    private Reply exchange(Request asked, int command) throws IOException {
        wire.send(asked.finish());
        Reply reply = wire.receive();
        reply.status(command);
        return reply;
    }

    /** Tells SUMO to end, if it still listens. */
    @Override
    public void close() throws IOException {
        try (wire) {
            exchange(request.clear().command(Protocol.CLOSE), Protocol.CLOSE);
        } catch (TraciException | SocketException e) {
            // It is gone already, which is what was wanted.
            return;
        }
    }
}
