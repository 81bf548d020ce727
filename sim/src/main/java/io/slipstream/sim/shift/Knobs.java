package io.slipstream.sim.shift;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One mapping of a YAML file, read key by key, so that a key nobody asked for can be named. */
final class Knobs {
    private final String name;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    Knobs(String name, @Nullable Object node) {
        this.name = name;
        if (node == null) {
            return;
        }
        if (!(node instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(name + " has to be a mapping of keys to values, not " + node);
        }
        map.forEach((key, value) -> values.put(String.valueOf(key), value == null ? "" : value));
    }

    Map<String, Object> values() {
        return values;
    }

    Knobs child(String key) {
        return new Knobs(key, take(key));
    }

    double number(String key, double otherwise) {
        Object value = take(key);
        return value == null ? otherwise : toNumber(key, value);
    }

    int integer(String key, int otherwise) {
        Object value = take(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer integer) {
            return integer;
        }
        throw new IllegalArgumentException(key + " has to be a whole number, not " + value);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(take(key)).map(Object::toString);
    }

    Optional<double[]> pair(String key) {
        Object value = take(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof List<?> list && list.size() == 2) {
            return Optional.of(new double[] {toNumber(key, list.get(0)), toNumber(key, list.get(1))});
        }
        throw new IllegalArgumentException(key + " has to be [from, to], not " + value);
    }

    void rejectUnread() {
        for (String key : values.keySet()) {
            if (!read.contains(key)) {
                throw new IllegalArgumentException(
                        "unknown key " + (name.isEmpty() ? "" : name + ".") + key + "; known are " + read);
            }
        }
    }

    private @Nullable Object take(String key) {
        read.add(key);
        return values.get(key);
    }

    private static double toNumber(String key, @Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(key + " has to be a number, not " + value);
    }
}
