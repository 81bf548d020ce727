package io.slipstream.monitor.canary;

import io.slipstream.schemas.avro.CanaryVerdict;
import io.slipstream.schemas.avro.DeploymentState;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides which version a fleet drives: starts a trial when a newer version is published, ends it when the evidence suffices, and carries
 * out what people command. A pure function of the fleet's state and of what happens; keeps nothing itself.
 */
public final class DeploymentJudge {
    private final CanarySettings settings;

    /** A judge who tries candidates as told. */
    public DeploymentJudge(CanarySettings settings) {
        this.settings = settings;
    }

    /** The versions of a fleet that are on the log. */
    public interface Versions {
        /** Whether the manifest of a version is there. */
        boolean exists(int version);

        /** The newest version above a number. */
        OptionalInt newestAbove(int version);
    }

    /**
     * What an event led to.
     *
     * @param state the fleet's state after it
     * @param announcement what the fleet is told, empty when nothing has changed
     */
    public record Outcome(FleetDeployment state, Optional<Announcement> announcement) {}

    /** Somebody drove: a trial may begin, and one that goes on counts its steps. */
    public Outcome segment(FleetDeployment before, Driven driven, Versions versions) {
        if (before.incumbent() == 0) {
            return firstSeen(before, driven.version(), versions);
        }
        TrialState trial = before.trial();
        if (trial == null) {
            return tryNewer(before, versions);
        }
        if (settings.mode() == CanaryMode.OFF) {
            FleetDeployment stable = before.driving(before.incumbent(), false);
            return told(
                    before,
                    stable,
                    CanaryVerdict.CANCELLED,
                    "canary.mode is off now",
                    Optional.empty(),
                    Optional.of(trial));
        }
        TrialState after = trial.driven(driven, settings);
        return after.stopped()
                ? told(
                        before,
                        before.driving(before.incumbent(), true),
                        CanaryVerdict.ROLLED_BACK,
                        "earned less than version " + before.incumbent() + " from the first segments on",
                        Optional.empty(),
                        Optional.of(after))
                : quiet(before.with(after));
    }

    /** An episode has ended; it counts when the trial held from its first step to its last. */
    public Outcome episode(FleetDeployment before, int version, int trialOf, TrialEpisode episode) {
        TrialState trial = before.trial();
        boolean known = version == before.incumbent() || (trial != null && version == trial.candidate());
        if (trial == null || trialOf != trial.candidate() || !known) {
            return quiet(before);
        }
        TrialState after = trial.with(episode, settings);
        FleetDeployment taken = before.with(after);
        return switch (after.ruling(settings)) {
            case PROMOTE ->
                told(
                        before,
                        before.driving(trial.candidate(), false),
                        CanaryVerdict.PROMOTED,
                        "shown to be as good as version " + before.incumbent() + " within the margins",
                        Optional.empty(),
                        Optional.of(after));
            case ROLL_BACK ->
                told(
                        before,
                        before.driving(before.incumbent(), true),
                        CanaryVerdict.ROLLED_BACK,
                        "shown to be worse than version " + before.incumbent(),
                        Optional.empty(),
                        Optional.of(after));
            case UNDECIDED ->
                told(
                        before,
                        before.driving(before.incumbent(), !trial.shadow()),
                        trial.shadow() ? CanaryVerdict.SCORED : CanaryVerdict.UNDECIDED,
                        trial.shadow()
                                ? "looked on long enough; promote it with a command"
                                : "not decided after " + after.candidateEpisodes() + " episodes; version "
                                        + before.incumbent() + " drives on",
                        Optional.empty(),
                        Optional.of(after));
            case GOES_ON -> goesOn(taken, trial, after);
        };
    }

    private Outcome goesOn(FleetDeployment taken, TrialState before, TrialState after) {
        boolean due = after.candidateEpisodes() > before.candidateEpisodes()
                && after.candidateEpisodes() % settings.reportEvery() == 0;
        if (!due) {
            return quiet(taken);
        }
        String reason = String.format(Locale.ROOT, "%d episodes of the candidate so far", after.candidateEpisodes());
        return announced(taken, taken, CanaryVerdict.GOES_ON, reason, Optional.empty(), Optional.of(after), true);
    }

    private Outcome firstSeen(FleetDeployment before, int version, Versions versions) {
        // Actors that find no deployment record drive the newest version there is.
        int driven = Math.max(version, versions.newestAbove(version).orElse(version));
        if (driven == 0) {
            return quiet(before);
        }
        FleetDeployment known = before.driving(driven, false);
        return settings.mode() == CanaryMode.OFF
                ? quiet(known)
                : told(
                        before,
                        known,
                        CanaryVerdict.NONE,
                        "the newest version when the judge began",
                        Optional.empty(),
                        Optional.empty());
    }

    private Outcome tryNewer(FleetDeployment before, Versions versions) {
        OptionalInt newest = before.frozen() ? OptionalInt.empty() : versions.newestAbove(before.tried());
        if (newest.isEmpty()) {
            return quiet(before);
        }
        int candidate = newest.getAsInt();
        if (settings.mode() == CanaryMode.OFF) {
            FleetDeployment driving = before.driving(candidate, false);
            return before.announced()
                    ? told(
                            before,
                            driving,
                            CanaryVerdict.NONE,
                            "canary.mode is off: driven at once",
                            Optional.empty(),
                            Optional.empty())
                    : quiet(driving);
        }
        TrialState trial = TrialState.begin(candidate, settings, 0);
        return announced(
                before,
                before.tried(candidate).with(trial),
                CanaryVerdict.STARTED,
                "version " + candidate + " is tried against version " + before.incumbent(),
                Optional.empty(),
                Optional.of(trial),
                true);
    }

    /**
     * Somebody wants a version driven, whatever the evidence; it holds until a version newer than all there are is published.
     *
     * @param version nothing for the candidate
     * @throws IllegalArgumentException saying why that cannot be done
     */
    public Outcome promote(FleetDeployment before, OptionalInt version, String command, String why, Versions versions) {
        TrialState trial = before.trial();
        if (version.isEmpty() && trial == null) {
            throw new IllegalArgumentException("there is no candidate to promote; name a version");
        }
        int wanted = version.orElseGet(() -> trial == null ? 0 : trial.candidate());
        return choose(before, wanted, false, CanaryVerdict.PROMOTED, command, why, versions);
    }

    /**
     * Somebody wants to go back.
     *
     * @param version nothing to end the trial, or, when there is none, for the version that drove before
     * @throws IllegalArgumentException saying why that cannot be done
     */
    public Outcome rollBack(
            FleetDeployment before, OptionalInt version, String command, String why, Versions versions) {
        int fallback = before.trial() != null ? before.incumbent() : before.previous();
        if (version.isEmpty() && fallback == 0) {
            throw new IllegalArgumentException(
                    "no version drove before version " + before.incumbent() + "; name the version to roll back to");
        }
        return choose(before, version.orElse(fallback), true, CanaryVerdict.ROLLED_BACK, command, why, versions);
    }

    private Outcome choose(
            FleetDeployment before,
            int version,
            boolean back,
            CanaryVerdict verdict,
            String command,
            String why,
            Versions versions) {
        if (!versions.exists(version)) {
            throw new IllegalArgumentException("there is no model version " + version + " of this fleet on the log");
        }
        int newest = versions.newestAbove(before.tried()).orElse(before.tried());
        FleetDeployment after = before.driving(version, back).tried(Math.max(newest, version));
        return told(before, after, verdict, why, Optional.of(command), Optional.ofNullable(before.trial()));
    }

    /** A scripted driver takes over; a trial ends without a verdict and begins anew once the fleet is unfrozen. */
    public Outcome freeze(FleetDeployment before, String command, String why) {
        TrialState trial = before.trial();
        FleetDeployment after = before.with(null).frozen(true);
        return told(
                before,
                trial == null ? after : after.tried(trial.candidate() - 1),
                trial == null ? CanaryVerdict.NONE : CanaryVerdict.CANCELLED,
                why,
                Optional.of(command),
                Optional.ofNullable(trial));
    }

    /** The incumbent drives again. */
    public Outcome unfreeze(FleetDeployment before, String command, String why) {
        return told(before, before.frozen(false), CanaryVerdict.NONE, why, Optional.of(command), Optional.empty());
    }

    private static Outcome told(
            FleetDeployment before,
            FleetDeployment after,
            CanaryVerdict verdict,
            String reason,
            Optional<String> command,
            Optional<TrialState> trial) {
        return announced(before, after, verdict, reason, command, trial, false);
    }

    private static Outcome announced(
            FleetDeployment before,
            FleetDeployment after,
            CanaryVerdict verdict,
            String reason,
            Optional<String> command,
            Optional<TrialState> trial,
            boolean open) {
        return new Outcome(
                after.asAnnounced(),
                Optional.of(new Announcement(
                        state(after), after.incumbent(), verdict, reason, command, trial, before.incumbent(), open)));
    }

    private static DeploymentState state(FleetDeployment deployment) {
        if (deployment.frozen()) {
            return DeploymentState.FROZEN;
        }
        TrialState trial = deployment.trial();
        if (trial != null) {
            return trial.shadow() ? DeploymentState.SHADOW : DeploymentState.CANARY;
        }
        return deployment.rolledBack() ? DeploymentState.ROLLED_BACK : DeploymentState.STABLE;
    }

    private static Outcome quiet(FleetDeployment state) {
        return new Outcome(state, Optional.empty());
    }
}
