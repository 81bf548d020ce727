package io.slipstream.app.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.monitor.mismatch.MismatchEstimator;
import io.slipstream.runtime.signals.SignalGroup;
import io.slipstream.runtime.signals.SignalGroup.Role;
import io.slipstream.runtime.signals.SignalNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The feature groups of a model version with their roles, which tell what a signal speaks of.
 *
 * @param groups those that have a role
 */
public record FeatureRoles(List<SignalGroup> groups) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes a copy. */
    public FeatureRoles {
        groups = List.copyOf(groups);
    }

    /** Those that the spec of a version declares. None of a spec that is no JSON or is older than the roles. */
    static FeatureRoles ofSpec(String spec) {
        List<SignalGroup> groups = new ArrayList<>();
        for (JsonNode group : tree(spec).path("groups")) {
            role(group.path("role").asText())
                    .ifPresent(role -> groups.add(SignalGroup.of(
                            group.path("name").asText(),
                            role,
                            group.path("from").asInt(),
                            group.path("to").asInt())));
        }
        return new FeatureRoles(groups);
    }

    private static JsonNode tree(String spec) {
        try {
            return JSON.readTree(spec);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static Optional<Role> role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
    }

    /** What a signal speaks of; the same grouping as the rule that decides. */
    Aspect aspect(String signal) {
        if (signal.startsWith(SignalNames.RESIDUAL)) {
            return role(signal, SignalNames.RESIDUAL)
                    .map(role -> role == Role.SCENE ? Aspect.SEEN_WRONGLY : Aspect.WRONG)
                    .orElse(Aspect.BESIDE);
        }
        if (inScene(signal, SignalNames.UNFAMILIAR) || inScene(signal, SignalNames.OUTSIDE)) {
            return Aspect.ELSEWHERE;
        }
        return switch (signal) {
            case MismatchEstimator.DYNAMICS, MismatchEstimator.POLICY -> Aspect.ADAWM;
            case SignalNames.SUCCESS, SignalNames.RETURN, SignalNames.REWARD, SignalNames.VALUE -> Aspect.OUTCOME;
            default -> Aspect.BESIDE;
        };
    }

    private boolean inScene(String signal, String kind) {
        return role(signal, kind).filter(role -> role == Role.SCENE).isPresent();
    }

    private Optional<Role> role(String signal, String kind) {
        return groups.stream()
                .filter(group -> signal.equals(kind + group.name()))
                .map(SignalGroup::role)
                .findFirst();
    }
}
