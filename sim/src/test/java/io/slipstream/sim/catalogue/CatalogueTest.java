package io.slipstream.sim.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.slipstream.sim.RewardSettings;
import io.slipstream.sim.StepOutput;
import io.slipstream.sim.VectorEnvironment;
import io.slipstream.sim.shift.Shift;
import io.slipstream.sim.shift.Split;
import io.slipstream.sim.shift.VehicleKnobs;
import io.slipstream.sim.task.Headway;
import io.slipstream.sim.task.Task;
import io.slipstream.sim.task.Tasks;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    @Test
    void shouldHoldTheWholeBankAndKeepItsSplitsApart() {
        Catalogue catalogue = Catalogue.shipped();
        assertThat(catalogue.shifts(Split.GRADED))
                .containsExactly(
                        "C0", "C1", "C2", "D1", "D2", "D3", "D4", "D5", "D6", "P1", "P2", "P3", "P5", "M2", "M3", "M4",
                        "O1");
        assertThat(catalogue.shifts(Split.CALIBRATION)).hasSizeGreaterThan(10);
        for (String calibration : catalogue.shifts(Split.CALIBRATION)) {
            for (String graded : catalogue.shifts(Split.GRADED)) {
                Shift one = catalogue.shift(calibration);
                Shift other = catalogue.shift(graded);
                assertThat(one.sameKnobs(other))
                        .as(calibration + " and " + graded)
                        .isFalse();
                if (one.goal().task().isPresent()) {
                    assertThat(one.goal().task()).isNotEqualTo(other.goal().task());
                }
            }
        }
    }

    /** A task that the code has and the shipped file makes anew would be two different ones under one name. */
    @Test
    void shouldShipNoTaskTwice() {
        Catalogue catalogue = Catalogue.shipped();
        assertThat(Tasks.ids())
                .isNotEmpty()
                .allSatisfy(id -> assertThat(catalogue.task(id)).isEqualTo(Tasks.byId(id)));
    }

    @Test
    void shouldReadAShiftThatAUserWrites() {
        Catalogue catalogue = read("shifts:\n  ICE: {summary: black ice, vehicle: {friction: 0.1}}");
        Shift ice = catalogue.shift("ICE");
        assertThat(ice.summary()).isEqualTo("black ice");
        assertThat(ice.vehicle()).isEqualTo(VehicleKnobs.NOMINAL.withFriction(0.1));
        assertThat(ice.split()).isEqualTo(Split.GRADED);
        assertThat(catalogue.shifts()).startsWith("C0").endsWith("ICE");
    }

    @Test
    void shouldLetAUserOverrideWhatOthersName() {
        Catalogue catalogue = read("""
                tasks:
                  LTM03: {kind: left-turn, carSpeed: 7}
                shifts:
                  D2: {vehicle: {delayTicks: 5}}
                labels: {visitBound: 0.5}
                """);
        assertThat(catalogue.shift("D2").vehicle().delayTicks()).isEqualTo(5);
        assertThat(catalogue.schedule("alternating").shiftAt(0)).isEqualTo(catalogue.shift("D2"));
        Task left = catalogue.scenario("RTM03", "P1", RewardSettings.defaults()).task();
        assertThat(left.streams().get(0).speed()).isEqualTo(7);
        assertThat(catalogue.labels().visitBound()).isEqualTo(0.5);
        assertThat(catalogue.labels().egoBound())
                .isEqualTo(Catalogue.shipped().labels().egoBound());
    }

    @ParameterizedTest
    @CsvSource({
        "right-turn, RTM03",
        "roundabout, ROM03",
        "merge, MERGE",
        "four-lanes, FOURLANE",
        "overtake, OVERTAKE",
        "stop-sign, STOPSIGN",
        "lights, LIGHTS",
        "navigation, NAVIGATION"
    })
    void shouldMakeTheTasksOfTheCodeFromTheirKinds(String kind, String id) {
        Task task = read("tasks:\n  MINE: {kind: " + kind + "}").task("MINE");
        assertThat(task.route()).isEqualTo(Tasks.byId(id).route());
        assertThat(task.streams()).isEqualTo(Tasks.byId(id).streams());
        assertThat(task.features()).isEqualTo(Tasks.byId(id).features());
        assertThat(task.laneLimit()).isEqualTo(Tasks.byId(id).laneLimit());
    }

    @Test
    void shouldDriveATaskThatAUserWrites() {
        Catalogue catalogue = read("""
                tasks:
                  WIDE:
                    kind: left-turn
                    half: 14
                    headway: [4, 9]
                    desiredSpeed: 6
                    laneLimit: 2
                    maxTicks: 40
                """);
        Task task = catalogue.task("WIDE");
        assertThat(task.streams().get(0).headway()).isEqualTo(new Headway(4, 9));
        assertThat(task.desiredSpeed()).isEqualTo(6);
        VectorEnvironment environment =
                new VectorEnvironment(List.of(catalogue.scenario("WIDE", "C0", RewardSettings.defaults())), 1, 1);
        StepOutput out = new StepOutput(1);
        environment.reset(out);
        IntStream.range(0, 40).forEach(t -> environment.step(new int[] {7}, out));
        assertThat(out.flags[0]).isEqualTo(StepOutput.LAST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shifts: {X: {vehicle: {friction: -1}}} | shifts.X.vehicle.friction: has to be within 0.01 and 2, not -1",
                "shifts: {X: {vehicle: {delayTicks: 9}}} | shifts.X.vehicle.delayTicks: has to be within 0 and 7, not 9",
                "shifts: {X: {vehicle: {delayTicks: 1.5}}} | shifts.X.vehicle.delayTicks: has to be a whole number",
                "shifts: {X: {vehicle: {steeringGain: .nan}}} | shifts.X.vehicle.steeringGain: has to be a number",
                "shifts: {X: {vehicle: {fricton: 1}}} | shifts.X.vehicle.fricton: unknown key fricton; did you mean friction?",
                "shifts: {X: {vehicel: {}}} | shifts.X.vehicel: unknown key vehicel; did you mean vehicle?",
                "shifts: {X: {vehicle: {friction: high}}} | shifts.X.vehicle.friction: has to be a number, not high",
                "shifts: {X: {vehicle: 3}} | shifts.X.vehicle: has to be a mapping of keys to values, not 3",
                "shifts: {X: {traffic: {headway: [3, 2]}}} | shifts.X.traffic.headway: a headway needs 0 < from <= to",
                "shifts: {X: {traffic: {headway: 3}}} | shifts.X.traffic.headway: has to be a list of 2 numbers, not 3",
                "shifts: {X: {traffic: {aggressiveness: 2}}} | shifts.X.traffic.aggressiveness: has to be within 0 and 1",
                "shifts: {X: {goal: {desiredSpeed: -2}}} | shifts.X.goal.desiredSpeed: has to be within",
                "shifts: {X: {goal: {task: LTM30}}} | shifts.X.goal.task: unknown task LTM30; did you mean LTM03?",
                "shifts: {X: {sensors: {position: -1}}} | shifts.X.sensors.position: has to be within 0 and 5, not -1",
                "shifts: {X: {split: tuning}} | shifts.X.split: unknown split tuning",
                "shifts: {X: {split: calibration, vehicle: {delayTicks: 3}}} | shifts.X: does the same as D2, but",
                "shifts: {X: 3} | shifts.X: has to be a mapping",
                "shifts: {X: {}, X: {}} | shifts.X: is here twice; first on line 1",
                "shift: {X: {}} | shift: unknown key shift; did you mean shifts?",
                "tasks: {X: {half: 3}} | tasks.X.kind: is missing; known are [right-turn",
                "tasks: {X: {kind: rigth-turn}} | tasks.X.kind: unknown kind rigth-turn; did you mean right-turn?",
                "tasks: {X: {kind: right-turn, radius: 3}} | tasks.X.radius: unknown key radius",
                "tasks: {X: {kind: right-turn, half: 5, laneOffset: 4}} | tasks.X: curvature",
                "tasks: {X: {kind: roundabout, carExits: [400]}} | tasks.X.carExits: has to be within 0 and 360, not 400",
                "schedules: {X: {}} | schedules.X: a schedule needs at least one stage",
                "schedules: {X: {task: RTM30, stages: []}} | schedules.X.task: unknown task RTM30; did you mean RTM03?",
                "schedules: {X: {stages: [{shift: D2}]}} | schedules.X.stages[0].steps: is missing",
                "schedules: {X: {stages: [{shift: D22, steps: 1}]}} | schedules.X.stages[0].shift: unknown shift D22",
                "schedules: {X: {stages: [{to: D2, steps: 1}]}} | schedules.X.stages[0].from: is missing",
                "schedules: {X: {stages: [{from: C0, to: P1, steps: 1}]}} | schedules.X.stages[0]: nothing lies between",
                "schedules: {X: {stages: [{name: '', shift: C0, steps: 1}]}} | schedules.X.stages[0]: a name must not",
                "schedules: {X: {repeat: often, stages: [{shift: C0, steps: 1}]}} | schedules.X.repeat: has to be true or",
                "labels: {bins: {speed: [2, 1]}} | labels.bins: speed needs rising edges",
                "labels: {egoBound: -1} | labels.egoBound: has to be within 0 and 10, not -1",
                "[1, 2] | has to be a mapping of keys to values, not a list",
                "[1, 2 | is no YAML: expected ',' or ']'",
                "shifts: &a {X: *b} | is no YAML: found undefined alias b"
            })
    void shouldNameFileLineAndKeyOfAMistake(String yaml, String problem) {
        CatalogueException refused =
                refusal("# a comment\n\n" + yaml.replace("; first on line 1", "; first on line 3"));
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused).hasMessageStartingWith("mine.yaml:3: " + problem.replace("on line 1", "on line 3"));
    }

    @Test
    void shouldReportEveryMistakeAtOnceWithItsLine() {
        CatalogueException refused = refusal("""
                tasks:
                  WIDE: {kind: left-turn, half: wide}
                shifts:
                  ICE:
                    vehicle:
                      friction: -0.1
                      grip: 2
                  FAST: {goal: {desiredSpeed: 99}}
                  LATE: {vehicle: {delayTicks: 9}}
                schedules:
                  S: {stages: [{shift: NOWHERE, steps: 0}]}
                """);
        assertThat(refused.problems())
                .extracting(Problem::line, Problem::key)
                .containsExactly(
                        tuple(2, "tasks.WIDE.half"),
                        tuple(6, "shifts.ICE.vehicle.friction"),
                        tuple(7, "shifts.ICE.vehicle.grip"),
                        tuple(8, "shifts.FAST.goal.desiredSpeed"),
                        tuple(9, "shifts.LATE.vehicle.delayTicks"),
                        tuple(11, "schedules.S.stages[0].steps"),
                        tuple(11, "schedules.S.stages[0].shift"));
        assertThat(String.valueOf(refused.getMessage()).lines())
                .hasSize(7)
                .allMatch(line -> line.startsWith("mine.yaml:"));
    }

    @Test
    void shouldReadFilesFromDisk(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "shifts: {ICE: {vehicle: {friction: 0.1}}}");
        Path better = Files.writeString(folder.resolve("better.yaml"), "shifts: {ICE: {vehicle: {friction: 0.2}}}");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "shifts: {ICE: {vehicle: {friction: -1}}}");
        assertThat(Catalogue.with(good, better).shift("ICE").vehicle().friction())
                .isEqualTo(0.2);
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> Catalogue.with(good, bad))
                .withMessageStartingWith(bad + ":1: shifts.ICE.vehicle.friction: ");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Catalogue.with(folder.resolve("none.yaml")));
    }

    @Test
    void shouldNameWhatIsKnownWhenANameIsNot() {
        Catalogue catalogue = Catalogue.shipped();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.task("RTM30"))
                .withMessageStartingWith("unknown task RTM30; did you mean RTM03?; known are [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.schedule("alternate"))
                .withMessageStartingWith("unknown schedule alternate; did you mean alternating?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.scenario("RTM03", "Z", RewardSettings.defaults()));
    }

    private static Catalogue read(String yaml) {
        return new CatalogueReader()
                .readShipped()
                .read(new StringReader(yaml), "mine.yaml")
                .build();
    }

    private static CatalogueException refusal(String yaml) {
        return catchThrowableOfType(CatalogueException.class, () -> read(yaml));
    }
}
