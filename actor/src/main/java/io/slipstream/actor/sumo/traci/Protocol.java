package io.slipstream.actor.sumo.traci;

/** Numbers of TraCI, as SUMO 1.15 has them. */
final class Protocol {
    static final int VERSION = 0x00;
    static final int LOAD = 0x01;
    static final int STEP = 0x02;
    static final int CLOSE = 0x7F;
    static final int VEHICLE_CONTEXT = 0x84;
    static final int VEHICLE_CONTEXT_ANSWER = 0x94;
    static final int CHANGE_VEHICLE = 0xC4;

    static final int VEHICLES = 0xA4;
    static final int SPEED = 0x40;
    static final int POSITION = 0x42;
    static final int ANGLE = 0x43;
    static final int ADD = 0x85;
    static final int SPEED_MODE = 0xB3;
    static final int MOVE_TO_XY = 0xB4;

    static final int POSITION_2D = 0x01;
    static final int BYTE = 0x08;
    static final int INTEGER = 0x09;
    static final int DOUBLE = 0x0B;
    static final int STRING = 0x0C;
    static final int STRING_LIST = 0x0E;
    static final int COMPOUND = 0x0F;

    /** Stands for no value: a subscription from now on and for good. */
    static final double NOTHING = -1073741824.0;

    private Protocol() {}
}
