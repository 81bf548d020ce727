package io.slipstream.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.app.chaos.Fault.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Map<Kind, List<String>> TARGETS = Map.of(
            Kind.KILL, List.of("a", "b"),
            Kind.PAUSE, List.of("a", "b"),
            Kind.CUT, List.of("link-1"));

    @Test
    void shouldDrawTheSameFaultsFromTheSameSeed() {
        assertThat(draw(1, Set.of())).isEqualTo(draw(1, Set.of())).isNotEqualTo(draw(2, Set.of()));
    }

    @Test
    void shouldDrawOnlyWhatHasTargetsAndIsNotBusy() {
        List<Fault> faults = draw(3, Set.of("a"));

        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        faults.forEach(fault -> kinds.add(fault.kind()));
        assertThat(kinds).containsExactly(Kind.KILL, Kind.PAUSE, Kind.CUT);
        assertThat(faults).extracting(Fault::target).doesNotContain("a");
        assertThat(new FaultPlan(1, 1000, TARGETS).possible(Set.of("a", "b", "link-1")))
                .isFalse();
    }

    @Test
    void shouldStopProcessesForFiveToSixtySeconds() {
        assertThat(draw(4, Set.of()).stream().filter(fault -> fault.kind() == Kind.PAUSE))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.lastsMillis()).isBetween(5_000L, 60_000L));
    }

    private static List<Fault> draw(long seed, Set<String> busy) {
        FaultPlan plan = new FaultPlan(seed, 1000, TARGETS);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            faults.add(plan.next(busy));
        }
        return faults;
    }
}
