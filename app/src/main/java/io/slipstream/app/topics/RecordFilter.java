package io.slipstream.app.topics;

import io.slipstream.schemas.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one field of a record, such as {@code component=POLICY}, {@code dynamics.value>0.05} or {@code reason~sensors}.
 *
 * @param field name of the field; parts of nested records after dots
 * @param operator one of = != &lt; &lt;= &gt; &gt;= and ~, which looks for a part of a text
 * @param operand what to compare with; as numbers when both are
 */
public record RecordFilter(String field, String operator, String operand) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][\\w.]*)\\s*(!=|<=|>=|=|<|>|~)\\s*(.*)");

    /**
     * Reads a condition.
     *
     * @param text what somebody typed
     * @param topic whose records it is about
     * @throws IllegalArgumentException when it is not of that form or the topic's records have no such field; the message names those they have
     */
    public static RecordFilter parse(String text, Topic<?> topic) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no condition; write FIELD=VALUE, or one of != < <= > >= ~ (contains) in place of =");
        }
        RecordFilter filter = new RecordFilter(matcher.group(1), matcher.group(2), matcher.group(3));
        filter.check(topic);
        return filter;
    }

    /** That a field has one value. */
    public static RecordFilter equal(String field, String value, Topic<?> topic) {
        RecordFilter filter = new RecordFilter(field, "=", value);
        filter.check(topic);
        return filter;
    }

    private void check(Topic<?> topic) {
        Schema schema = SpecificData.get().getSchema(topic.valueType());
        String first = field.contains(".") ? field.substring(0, field.indexOf('.')) : field;
        if (schema.getField(first) == null) {
            throw new IllegalArgumentException("records of " + topic.suffix() + " have no field '" + first
                    + "'; they have "
                    + schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", ")));
        }
    }

    /**
     * Whether a record meets the condition. A field that is absent is equal to nothing.
     *
     * @param view of {@link RecordView}
     */
    public boolean accepts(Map<String, Object> view) {
        Object value = look(view, field);
        if (value == null) {
            return operator.equals("!=");
        }
        String text = String.valueOf(value);
        if (operator.equals("~")) {
            return text.toLowerCase(Locale.ROOT).contains(operand.toLowerCase(Locale.ROOT));
        }
        int order = order(text, operand);
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int order(String left, String right) {
        try {
            return Double.compare(Double.parseDouble(left), Double.parseDouble(right));
        } catch (NumberFormatException e) {
            return left.compareTo(right);
        }
    }

    /** Names of losses and settings have dots themselves, so the longest name that is there wins. */
    private static @Nullable Object look(Map<?, ?> view, String path) {
        if (view.containsKey(path)) {
            return view.get(path);
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (view.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                return look(inner, path.substring(dot + 1));
            }
        }
        return null;
    }

    /** Whether a record meets all conditions. */
    public static boolean all(List<RecordFilter> filters, Map<String, Object> view) {
        return filters.stream().allMatch(filter -> filter.accepts(view));
    }
}
