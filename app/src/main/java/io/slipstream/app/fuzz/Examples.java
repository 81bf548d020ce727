package io.slipstream.app.fuzz;

import io.slipstream.runtime.serde.Tensors;
import io.slipstream.schemas.Topic;
import io.slipstream.schemas.Topics;
import io.slipstream.schemas.avro.TransitionSegment;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.RandomData;

/**
 * Records that can be written: good ones, ones whose numbers make no sense, and ones of any content that their schema allows. Owned by one
 * thread.
 */
final class Examples {
    private static final int LENGTH = 4;
    private static final int COLUMNS = 4;
    private static final float[] STRANGE = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    private final String fleet;
    private final int observationSize;
    private final SplittableRandom random;

    Examples(String fleet, int observationSize, SplittableRandom random) {
        this.fleet = fleet;
        this.observationSize = observationSize;
        this.random = random;
    }

    /** A record that is as it should be, as far as its schema and the validator can tell. */
    Object good(Schema schema, Topic<?> topic) {
        return topic.equals(Topics.TRANSITIONS) ? segment(0f, LENGTH) : random(schema);
    }

    /** A record of any content that the schema allows; half of them name the fleet. */
    GenericRecord random(Schema schema) {
        GenericRecord record = (GenericRecord)
                new RandomData(schema, 1, random.nextLong(), true).iterator().next();
        if (schema.getField("fleet") != null && random.nextBoolean()) {
            record.put("fleet", fleet);
        }
        return record;
    }

    /** A record with numbers that are not finite wherever it has any that can be. */
    Object notFinite(Schema schema, Topic<?> topic) {
        float strange = STRANGE[random.nextInt(STRANGE.length)];
        if (topic.equals(Topics.TRANSITIONS)) {
            return segment(strange, LENGTH);
        }
        return numbers(random(schema), schema, strange, false);
    }

    /** A record whose whole numbers are all negative. */
    Object negative(Schema schema, Topic<?> topic) {
        if (topic.equals(Topics.TRANSITIONS)) {
            return TransitionSegment.newBuilder(segment(0f, LENGTH))
                    .setLength(-random.nextInt(1, Integer.MAX_VALUE))
                    .build();
        }
        return numbers(random(schema), schema, 0f, true);
    }

    /** Replaces numbers in a datum: floating ones by a strange one, or whole ones by their negative. */
    private Object numbers(Object datum, Schema schema, float strange, boolean negative) {
        switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = (GenericRecord) datum;
                schema.getFields()
                        .forEach(field -> record.put(
                                field.pos(), numbers(record.get(field.pos()), field.schema(), strange, negative)));
                return record;
            }
            case UNION -> {
                int branch = GenericData.get().resolveUnion(schema, datum);
                return numbers(datum, schema.getTypes().get(branch), strange, negative);
            }
            case DOUBLE -> {
                return negative ? datum : (Object) (double) strange;
            }
            case FLOAT -> {
                return negative ? datum : (Object) strange;
            }
            case INT -> {
                return negative ? (Object) (int) (-Math.max(1, Math.abs((long) (int) datum))) : datum;
            }
            case LONG -> {
                return negative ? (Object) (-Math.max(1, Math.abs((long) datum) / 2)) : datum;
            }
            default -> {
                return datum;
            }
        }
    }

    private TransitionSegment segment(float value, int t) {
        byte[] flags = new byte[t + 1];
        flags[0] = 1;
        float[] observations = new float[(t + 1) * observationSize];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = value == 0f ? (float) random.nextDouble() : value;
        }
        float[] column = new float[t];
        return TransitionSegment.newBuilder()
                .setFleet(random.nextBoolean() ? fleet : "another")
                .setActor("fuzz")
                .setEnvironment(random.nextInt(64))
                .setEpoch(1)
                .setSequence(random.nextLong(1 << 20))
                .setEpisode(0)
                .setFirstStep(0)
                .setTask("RTM03")
                .setModelVersion(1)
                .setLength(t)
                .setObservations(Tensors.floats(observations, t + 1, observationSize))
                .setRewards(Tensors.floats(new float[t + 1], t + 1))
                .setFlags(Tensors.bytes(flags, t + 1))
                .setActions(Tensors.bytes(new byte[t], t))
                .setLogProbability(Tensors.floats(column, t))
                .setTvDynamics(Tensors.floats(column, t))
                .setPredictedReward(Tensors.floats(column, t))
                .setValue(Tensors.floats(column, t))
                .setLatentClasses(Tensors.bytes(new byte[t * COLUMNS], t, COLUMNS))
                .setResiduals(Tensors.floats(new float[t * COLUMNS], t, COLUMNS))
                .setNovelty(Tensors.floats(new float[t * COLUMNS], t, COLUMNS))
                .setCreatedAt(Instant.ofEpochMilli(1_700_000_000_000L))
                .setGroundTruth(null)
                .build();
    }
}
