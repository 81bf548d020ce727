package io.slipstream.monitor.canary;

import io.slipstream.schemas.avro.CanaryVerdict;
import io.slipstream.schemas.avro.DeploymentState;
import java.util.Optional;

/**
 * What the judge tells the fleet.
 *
 * @param state state of the deployment
 * @param incumbent version that drives
 * @param verdict what is said about a trial
 * @param reason why, for people
 * @param command id of the command behind it
 * @param trial the trial that goes on or has just ended
 * @param against version that the candidate is tried against
 * @param open whether that trial goes on
 */
public record Announcement(
        DeploymentState state,
        int incumbent,
        CanaryVerdict verdict,
        String reason,
        Optional<String> command,
        Optional<TrialState> trial,
        int against,
        boolean open) {}
