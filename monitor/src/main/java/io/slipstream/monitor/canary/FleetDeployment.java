package io.slipstream.monitor.canary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the judge knows of the deployment of one fleet; a value, stored with every event.
 *
 * @param incumbent version that drives, 0 before the fleet was seen
 * @param previous version that drove before, 0 when none did
 * @param tried highest version that was tried, driven or passed over: candidates are newer
 * @param frozen whether a scripted driver drives
 * @param rolledBack whether the last change was a rollback
 * @param announced whether the fleet has a deployment record: from then on its actors follow records
 * @param trial the trial that goes on
 * @param commands ids of the last commands carried out, oldest first
 */
public record FleetDeployment(
        int incumbent,
        int previous,
        int tried,
        boolean frozen,
        boolean rolledBack,
        boolean announced,
        @Nullable TrialState trial,
        List<String> commands) {
    /** So many ids are remembered: a command that is sent again is sent again soon. */
    private static final int REMEMBERED = 256;

    /** Copies the list. */
    public FleetDeployment {
        commands = List.copyOf(commands);
    }

    /** A fleet that was never seen. */
    public static FleetDeployment unknown() {
        return new FleetDeployment(0, 0, 0, false, false, false, null, List.of());
    }

    FleetDeployment with(@Nullable TrialState next) {
        return new FleetDeployment(incumbent, previous, tried, frozen, rolledBack, announced, next, commands);
    }

    /** Without a trial and with another incumbent. */
    FleetDeployment driving(int version, boolean back) {
        // Rolling back twice must not bring the bad version back.
        int left = back ? 0 : incumbent;
        int before = version == incumbent ? previous : left;
        return new FleetDeployment(version, before, Math.max(tried, version), frozen, back, announced, null, commands);
    }

    FleetDeployment tried(int highest) {
        return new FleetDeployment(incumbent, previous, highest, frozen, rolledBack, announced, trial, commands);
    }

    FleetDeployment frozen(boolean now) {
        return new FleetDeployment(incumbent, previous, tried, now, rolledBack, announced, trial, commands);
    }

    FleetDeployment asAnnounced() {
        return new FleetDeployment(incumbent, previous, tried, frozen, rolledBack, true, trial, commands);
    }

    /** With a command remembered, so that it is not carried out a second time. */
    public FleetDeployment carriedOut(String command) {
        List<String> ids = new ArrayList<>(commands);
        ids.add(command);
        return new FleetDeployment(
                incumbent,
                previous,
                tried,
                frozen,
                rolledBack,
                announced,
                trial,
                ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size()));
    }
}
