package io.slipstream.model.adapter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which matrices of a network a low-rank update may change.
 *
 * @param names of groups ({@code dynamics}: recurrence and prior; {@code observation}: the decoder), of heads ({@code reward},
 *     {@code continue}, {@code reference}) or of anything a matrix's name begins with ({@code prior.out}); none for every matrix that
 *     may be adapted. Encoder and posterior are never among them: they are the fixed yardstick.
 */
public record Targets(@JsonValue List<String> names) {
    /** Every matrix that may be adapted. */
    public static final Targets ALL = new Targets(List.of());

    private static final Map<String, List<String>> GROUPS =
            Map.of("dynamics", List.of("recurrent", "prior"), "observation", List.of("decoder"));

    /** Copies the list. */
    @JsonCreator
    public Targets {
        names = List.copyOf(names);
    }

    /** Whether a matrix is among them. */
    public boolean include(String matrix) {
        return names.isEmpty() || names.stream().anyMatch(name -> covers(name, matrix));
    }

    /** Whether a name of these stands for this matrix, among others. */
    public static boolean covers(String name, String matrix) {
        return Stream.concat(Stream.of(name), GROUPS.getOrDefault(name, List.of()).stream())
                .anyMatch(prefix -> matrix.startsWith(prefix + "."));
    }
}
