package io.slipstream.sim;

/**
 * The bird's-eye observation: bytes [64 rows][64 columns][6 channels], half a metre a pixel, in the frame of the ego vehicle, which
 * drives upwards. Row 0 is farthest ahead (20 m ahead of the ego vehicle's middle to 12 m behind it), column 0 farthest left (16 m on
 * either side). A pixel belongs to whatever covers its middle; it is {@link #ON} then and 0 otherwise.
 */
public final class BirdsEye {
    /** Rows and columns. */
    public static final int SIZE = 64;
    /** Channels. */
    public static final int CHANNELS = 6;
    /** Bytes of one observation. */
    public static final int BYTES = SIZE * SIZE * CHANNELS;
    /** Length and width of a pixel, m. */
    public static final double METRES_PER_PIXEL = 0.5;
    /** How far it reaches ahead of the ego vehicle's middle, m. */
    public static final double AHEAD = 20;

    /** Channel: lanes, 3.5 m wide. */
    public static final int ROAD = 0;
    /** Channel: what is left of the ego vehicle's route, 2 m wide. */
    public static final int ROUTE = 1;
    /** Channel: the other cars. */
    public static final int CARS = 2;
    /** Channel: the ego vehicle. */
    public static final int EGO = 3;
    /** Channel: what the other cars cover within the next 3 s when each keeps its speed on its way. */
    public static final int FUTURE = 4;
    /** Channel: the next stop line of the route; {@link #ON} where it says stop, {@link #YELLOW} or {@link #GREEN} at a light that shows so. */
    public static final int STOP = 5;

    /** Something is there; on {@link #STOP} a red light or a stop sign. */
    public static final byte ON = (byte) 255;
    /** A yellow light, on {@link #STOP}. */
    public static final byte YELLOW = (byte) 170;
    /** A green light, on {@link #STOP}. */
    public static final byte GREEN = 85;

    private BirdsEye() {}

    /** Where the byte of a pixel is in an observation that begins at 0. */
    public static int index(int row, int column, int channel) {
        return (row * SIZE + column) * CHANNELS + channel;
    }
}
