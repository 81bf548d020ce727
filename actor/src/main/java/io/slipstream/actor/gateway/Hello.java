package io.slipstream.actor.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipstream.environment.Spaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a client says of itself.
 *
 * @param name unique within the fleet; a second connection of that name fences the first
 * @param token what lets it in
 * @param environments how many it brings
 * @param observationSize features it shows
 * @param actions actions it takes
 */
record Hello(String name, String token, int environments, int observationSize, int actions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 128;
    /** As many as an actor can have; nothing is allocated for more. */
    private static final int MOST_ENVIRONMENTS = 4096;

    static Hello read(String text) throws Refusal {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Refusal(Incident.GARBAGE, "HELLO is no JSON: " + e.getOriginalMessage());
        }
        return new Hello(
                json.path("name").asText(""),
                json.path("token").asText(""),
                json.path("environments").asInt(1),
                json.path("observation").path("size").asInt(-1),
                json.path("actions").asInt(-1));
    }

    /** Lets it in, or says why not. */
    void check(GatewaySettings settings) throws Refusal {
        if (!rightToken(settings.token(), token)) {
            throw new Refusal(Incident.WRONG_TOKEN, "the token is not right; see actor.gateway.token");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Refusal(Incident.GARBAGE, "a name has 1 to " + LONGEST_NAME + " characters");
        }
        if (environments > MOST_ENVIRONMENTS) {
            throw new Refusal(Incident.FULL, "no actor has room for " + environments + " environments");
        }
        Spaces spaces = settings.spaces();
        if (observationSize != spaces.observation().size() || actions != spaces.actions() || environments < 1) {
            throw new Refusal(
                    Incident.WRONG_SPACES,
                    environments + " environments of " + observationSize + " features and " + actions
                            + " actions do not fit the fleet's model: it sees "
                            + spaces.observation().size() + " features and takes " + spaces.actions() + " actions");
        }
    }

    /** Takes as long for a wrong token as for the right one. */
    static boolean rightToken(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
