package io.slipstream.bench.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Ratios that were reached before, and whether new ones are still near them. */
final class Recorded {
    /** A ratio below this share of the recorded one is a step back. */
    static final double KEPT = 0.7;

    private static final String FILE = "recorded-ratios.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Double> ratios;

    Recorded(Map<String, Double> ratios) {
        this.ratios = Map.copyOf(ratios);
    }

    /** Those that come with this build. */
    static Recorded shipped() {
        try (InputStream in = Recorded.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in this build");
            }
            return new Recorded(JSON.readValue(in, new TypeReference<Map<String, Double>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** What has become worse, in words; a part that was never recorded cannot. */
    List<String> worse(List<Result> results) {
        List<String> worse = new ArrayList<>();
        for (Result result : results) {
            Double before = ratios.get(key(result));
            if (before != null && result.ratio() < KEPT * before) {
                worse.add(String.format(
                        Locale.ROOT,
                        "%s: %s of it, %s when it was recorded",
                        key(result),
                        Tables.ratio(result.ratio()),
                        Tables.ratio(before)));
            }
        }
        return worse;
    }

    /** Whether there is a recorded ratio. */
    boolean knows(Probe probe) {
        return ratios.containsKey(key(probe.name(), probe.limitName()));
    }

    /** The file that a run would record. */
    static String json(List<Result> results) {
        Map<String, Double> ratios = new TreeMap<>();
        results.forEach(result -> ratios.put(key(result), Double.parseDouble(Tables.ratio(result.ratio()))));
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(ratios);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("ratios must always be writable as JSON", e);
        }
    }

    private static String key(Result result) {
        return key(result.name(), result.limitName());
    }

    private static String key(String name, String limit) {
        return name + " / " + limit;
    }
}
