package io.slipstream.sim.world;

import static io.slipstream.sim.BirdsEye.CARS;
import static io.slipstream.sim.BirdsEye.EGO;
import static io.slipstream.sim.BirdsEye.FUTURE;
import static io.slipstream.sim.BirdsEye.ON;
import static io.slipstream.sim.BirdsEye.ROAD;
import static io.slipstream.sim.BirdsEye.ROUTE;
import static io.slipstream.sim.BirdsEye.SIZE;
import static io.slipstream.sim.BirdsEye.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.BirdsEye;
import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.Scenario;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Control;
import io.slipstream.sim.task.Features;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Pose;
import io.slipstream.sim.task.Route;
import io.slipstream.sim.task.Segment;
import io.slipstream.sim.task.Signal;
import io.slipstream.sim.task.StopSign;
import io.slipstream.sim.task.Stream;
import io.slipstream.sim.task.Task;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A road along the x axis, another along the line y = 10. Rows count backwards from 20 m ahead, columns from 16 m to the left. */
class BirdsEyePassTest {
    private final Stream other =
            new Stream(List.of(Route.of(Pose.ofDegrees(0, 10, 0), Segment.straight(500))), 5, new Headway(3, 5));
    private final State state = Worlds.straight(VehicleKnobs.NOMINAL, other);
    private final ControlPass control = new ControlPass(state);

    @Test
    void shouldPaintTheEgoVehicleWhereItAlwaysIs() {
        place(100, 0, 0);
        byte[] picture = paint();
        // 4.5 m are nine rows, 1.9 m four columns.
        assertPixels(picture, EGO, 35, 44, 30, 34);
        place(100, 0, 2.2);
        assertThat(channel(paint(), EGO)).isEqualTo(channel(picture, EGO));
    }

    @Test
    void shouldPaintLanesAsWideAsTheyAre() {
        place(100, 0, 0);
        boolean[] road = channel(paint(), ROAD);
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                double left = 15.75 - 0.5 * column;
                boolean own = left >= -1.75 && left <= 1.75;
                boolean beside = left >= 8.25 && left <= 11.75;
                if (Math.abs(Math.abs(left) - 1.75) > 0.01 && Math.abs(Math.abs(left - 10) - 1.75) > 0.01) {
                    assertThat(road[row * SIZE + column]).isEqualTo(own || beside);
                }
            }
        }
        // Half open: of the two columns whose middle lies on the border one belongs to the lane.
        assertThat(count(road)).isEqualTo(2 * 7 * SIZE);
    }

    @Test
    void shouldPaintTheRouteFromTheEgoVehicleOn() {
        place(100, 0, 0);
        assertPixels(paint(), ROUTE, 0, 40, 30, 34);
    }

    @Test
    void shouldEndTheRouteAtTheDestination() {
        place(1_990, 0, 0);
        assertPixels(paint(), ROUTE, 20, 40, 30, 34);
    }

    @Test
    void shouldPaintACarAndWhatItWillCover() {
        place(100, 0, 0);
        car(95, 4);
        byte[] picture = paint();
        // Its middle is 5 m behind and 10 m left: rows 45 to 53, columns 10 to 13; in 3 s it comes 12 m further.
        assertPixels(picture, CARS, 45, 54, 10, 14);
        assertPixels(picture, FUTURE, 21, 54, 10, 14);
    }

    @Test
    void shouldShowThatAStandingCarStays() {
        place(100, 0, 0);
        car(95, 0);
        byte[] picture = paint();
        assertThat(channel(picture, FUTURE)).isEqualTo(channel(picture, CARS));
    }

    @Test
    void shouldTurnTheWorldWithTheEgoVehicle() {
        // Heading north, the other road crosses ahead and its car comes from the left: 5 m left, 10 m ahead.
        place(100, 0, Math.PI / 2);
        car(95, 4);
        byte[] picture = paint();
        assertPixels(picture, CARS, 18, 22, 17, 26);
        assertPixels(picture, FUTURE, 18, 22, 17, 50);
    }

    @Test
    void shouldPaintASlantedCarPixelByPixel() {
        double turn = 0.6;
        place(100, 0, turn);
        car(104, 0);
        boolean[] cars = channel(paint(), CARS);
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                double ahead = 19.75 - 0.5 * row;
                double left = 15.75 - 0.5 * column;
                double x = ahead * cos - left * sin - 4;
                double y = ahead * sin + left * cos - 10;
                boolean inside = Math.abs(x) < 2.25 && Math.abs(y) < 0.95;
                assertThat(cars[row * SIZE + column]).isEqualTo(inside);
            }
        }
        assertThat(count(cars)).isBetween(30, 38);
    }

    @Test
    void shouldLeaveOutWhatIsOutside() {
        place(100, 0, 0);
        for (double x : new double[] {85, 123}) {
            car(x, 0);
            byte[] picture = paint();
            assertThat(count(channel(picture, CARS))).isZero();
            assertThat(count(channel(picture, FUTURE))).isZero();
        }
        place(100, -20, 0);
        car(100, 5);
        assertThat(count(channel(paint(), CARS))).isZero();
        assertThat(count(channel(paint(), ROAD))).isZero();
    }

    @Test
    void shouldCutWhatIsHalfOutside() {
        place(100, 0, 0);
        car(120, 0);
        assertPixels(paint(), CARS, 0, 4, 10, 14);
    }

    @Test
    void shouldShowAFutureThatComesInFromOutside() {
        place(100, 0, 0);
        car(80, 5);
        byte[] picture = paint();
        assertThat(count(channel(picture, CARS))).isZero();
        // 80 + 15 + 2.25 m is 2.75 m behind the middle, the border 12 m.
        assertPixels(picture, FUTURE, 45, SIZE, 10, 14);
    }

    @Test
    void shouldForgetThePictureBefore() {
        place(100, 0, 0);
        car(95, 4);
        byte[] dirty = new byte[BirdsEye.BYTES];
        Arrays.fill(dirty, ON);
        new BirdsEyePass(state, control).write(0, dirty, 0);
        assertThat(dirty).isEqualTo(paint());
    }

    @Test
    void shouldWriteNothingBesideItsPlace() {
        place(100, 0, 0);
        byte[] wide = new byte[3 * BirdsEye.BYTES];
        Arrays.fill(wide, (byte) 7);
        new BirdsEyePass(state, control).write(0, wide, BirdsEye.BYTES);
        for (int i = 0; i < BirdsEye.BYTES; i++) {
            assertThat(wide[i]).isEqualTo((byte) 7);
            assertThat(wide[2 * BirdsEye.BYTES + i]).isEqualTo((byte) 7);
        }
    }

    @Test
    void shouldHaveNoStopWhereThereIsNone() {
        place(100, 0, 0);
        assertThat(count(channel(paint(), STOP))).isZero();
    }

    @Test
    void shouldShowTheStopLineAndTheColourOfTheLight() {
        lights(new Signal(107.75, 60, 60, 40, 40, 10));
        place(100, 0, 0);
        // The front of a car that waits at 107.75 m is at 110 m: rows 18 and 19, across the lane.
        state.tick[0] = 0;
        assertThat(stopBar()).isEqualTo(ON);
        state.tick[0] = 60;
        assertThat(stopBar()).isEqualTo(BirdsEye.GREEN);
        state.tick[0] = 100;
        assertThat(stopBar()).isEqualTo(BirdsEye.YELLOW);
    }

    @Test
    void shouldForgetTheStopLineBehind() {
        lights(new Signal(107.75, 60, 60, 40, 40, 10));
        place(100, 0, 0);
        state.controlPassed[0] = 1;
        assertThat(count(channel(paint(), STOP))).isZero();
    }

    @Test
    void shouldShowAStopSign() {
        lights(new StopSign(107.75, 2, 60));
        place(100, 0, 0);
        assertThat(stopBar()).isEqualTo(ON);
    }

    private void lights(Control what) {
        Route road = Route.of(Pose.ofDegrees(0, 0, 0), Segment.straight(2_000));
        Task task = new Task("controlled", road, List.of(), 4, 3, 500, Features.NONE.withControl(what));
        Shift shift = Shift.NOMINAL;
        Scenario scenario = new Scenario(task, shift, RewardSettings.defaults());
        state.scenario[0] = new CompiledScenario(scenario, new CompiledTask(task));
        control.reset(0);
        state.cycleStart[0] = 0;
    }

    /** The one value of the bar, after checking where it is. */
    private byte stopBar() {
        byte[] picture = paint();
        byte value = picture[BirdsEye.index(19, 32, STOP)];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                boolean inside = row >= 18 && row < 20 && column >= 28 && column < 35;
                assertThat(picture[BirdsEye.index(row, column, STOP)]).isEqualTo(inside ? value : 0);
            }
        }
        return value;
    }

    private void place(double x, double y, double heading) {
        state.x[0] = x;
        state.y[0] = y;
        state.cos[0] = StrictMath.cos(heading);
        state.sin[0] = StrictMath.sin(heading);
        state.progress[0] = x;
        state.cars[0] = 0;
    }

    private void car(double x, double speed) {
        state.cars[0] = 1;
        state.carX[0] = x;
        state.carY[0] = 10;
        state.carCos[0] = 1;
        state.carSin[0] = 0;
        state.carProgress[0] = x;
        state.carSpeed[0] = speed;
    }

    private byte[] paint() {
        byte[] out = new byte[BirdsEye.BYTES];
        new BirdsEyePass(state, control).write(0, out, 0);
        return out;
    }

    /** Exactly the pixels of a rectangle are set; ends are exclusive. */
    private static void assertPixels(byte[] picture, int channel, int top, int bottom, int left, int right) {
        boolean[] expected = new boolean[SIZE * SIZE];
        for (int row = top; row < bottom; row++) {
            Arrays.fill(expected, row * SIZE + left, row * SIZE + right, true);
        }
        assertThat(channel(picture, channel)).isEqualTo(expected);
    }

    private static boolean[] channel(byte[] picture, int channel) {
        boolean[] pixels = new boolean[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            byte value = picture[i * BirdsEye.CHANNELS + channel];
            assertThat(value).isIn((byte) 0, ON);
            pixels[i] = value == ON;
        }
        return pixels;
    }

    private static int count(boolean[] pixels) {
        int count = 0;
        for (boolean pixel : pixels) {
            count += pixel ? 1 : 0;
        }
        return count;
    }
}
