package io.slipstream.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** FULL_TRANSITIVE: the current schema reads every released one and every released one reads the current. */
final class FullTransitive {

    List<String> violations(Schema current, List<Schema> released) {
        List<String> violations = new ArrayList<>();
        for (Schema old : released) {
            check("current code cannot read released records", current, old, violations);
            check("released code cannot read current records", old, current, violations);
        }
        return violations;
    }

    private void check(String problem, Schema reader, Schema writer, List<String> violations) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        pair.getResult()
                .getIncompatibilities()
                .forEach(i -> violations.add(
                        "%s: %s at %s: %s".formatted(problem, i.getType(), i.getLocation(), i.getMessage())));
    }
}
