package io.slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaCompatibilityTest {

    private final FullTransitive rule = new FullTransitive();

    @Test
    void shouldKeepEveryRecordCompatibleWithEveryRelease() {
        for (Topic<?> topic : Topics.all()) {
            List<Schema> released = ReleasedSchemas.of(topic.valueType());
            assertThat(released).as("released schemas of %s", topic.suffix()).isNotEmpty();
            assertThat(rule.violations(ReleasedSchemas.current(topic.valueType()), released))
                    .as(topic.suffix())
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseAFieldWithoutDefault() {
        Schema old = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
        Schema young = SchemaBuilder.record("R")
                .fields()
                .requiredInt("a")
                .requiredInt("b")
                .endRecord();
        assertThat(rule.violations(young, List.of(old)))
                .singleElement()
                .asString()
                .contains("current code cannot read released records");
    }

    @Test
    void shouldRefuseARemovedFieldThatOldReadersNeed() {
        Schema old = SchemaBuilder.record("R")
                .fields()
                .requiredInt("a")
                .requiredInt("b")
                .endRecord();
        Schema young = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
        assertThat(rule.violations(young, List.of(old)))
                .singleElement()
                .asString()
                .contains("released code cannot read current records");
    }

    @Test
    void shouldRefuseAChangedTypeAgainstAnyReleaseNotOnlyTheLast() {
        Schema first = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        Schema second = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
        assertThat(rule.violations(second, List.of(first, second))).isNotEmpty();
    }

    @Test
    void shouldAcceptAnOptionalField() {
        Schema old = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
        Schema young = SchemaBuilder.record("R")
                .fields()
                .requiredInt("a")
                .optionalString("b")
                .endRecord();
        assertThat(rule.violations(young, List.of(old))).isEmpty();
    }
}
