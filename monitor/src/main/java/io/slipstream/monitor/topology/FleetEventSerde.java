package io.slipstream.monitor.topology;

import io.slipstream.monitor.canary.TrialEpisode;
import io.slipstream.runtime.signals.Extent;
import io.slipstream.runtime.signals.StepSignals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Events on the way between the two stages and in the window store: internal bytes, little-endian, never read by anybody else. */
final class FleetEventSerde implements Serde<FleetEvent> {
    private static final byte SEGMENT = 1;
    private static final byte EPISODE = 2;
    /** Kind, lengths and numbers that every event has, generously. */
    private static final int HEADER = 128;
    /** Floats per step beside residuals and novelty: reward, predicted reward, tv, value. */
    private static final int FLOATS = 4;

    @Override
    public Serializer<FleetEvent> serializer() {
        return (topic, event) -> event == null ? null : write(event);
    }

    @Override
    public Deserializer<FleetEvent> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(FleetEvent event) {
        byte[] topic = text(event.source().topic());
        byte[] environment = text(event.environment());
        byte[] task = text(event.task());
        int room = HEADER + topic.length + environment.length + task.length;
        if (event instanceof SegmentEvent segment) {
            room += size(segment.signals());
        }
        ByteBuffer out = ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
        out.put(event instanceof SegmentEvent ? SEGMENT : EPISODE);
        out.putShort((short) topic.length).put(topic);
        out.putInt(event.source().partition()).putLong(event.source().offset());
        out.putShort((short) environment.length).put(environment);
        out.putShort((short) task.length).put(task);
        out.putInt(event.modelVersion()).putLong(event.age());
        if (event instanceof SegmentEvent segment) {
            writeSignals(out, segment.signals());
        } else if (event instanceof EpisodeEvent episode) {
            out.putDouble(episode.episodeReturn()).put((byte) (episode.success() ? 1 : 0));
            out.putDouble(episode.meanTtc().orElse(Double.NaN));
            out.putInt(episode.trial());
            episode.shadow().ifPresent(shadow -> writeShadow(out, shadow));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static FleetEvent read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte kind = in.get();
        Source source = new Source(text(in), in.getInt(), in.getLong());
        String environment = text(in);
        String task = text(in);
        int version = in.getInt();
        long age = in.getLong();
        if (kind == SEGMENT) {
            return new SegmentEvent(source, environment, task, version, age, readSignals(in));
        }
        double episodeReturn = in.getDouble();
        boolean success = in.get() != 0;
        double ttc = in.getDouble();
        OptionalDouble meanTtc = Double.isNaN(ttc) ? OptionalDouble.empty() : OptionalDouble.of(ttc);
        // An event that a monitor of before left in the repartition topic ends here.
        int trial = in.hasRemaining() ? in.getInt() : 0;
        Optional<TrialEpisode.Shadow> shadow = in.hasRemaining() ? Optional.of(readShadow(in)) : Optional.empty();
        return new EpisodeEvent(
                source, environment, task, version, age, episodeReturn, success, meanTtc, trial, shadow);
    }

    private static void writeShadow(ByteBuffer out, TrialEpisode.Shadow shadow) {
        out.putDouble(shadow.agreement())
                .putDouble(shadow.rewardError())
                .putDouble(shadow.actingRewardError())
                .putDouble(shadow.tvDynamics())
                .putDouble(shadow.actingTvDynamics());
    }

    private static TrialEpisode.Shadow readShadow(ByteBuffer in) {
        return new TrialEpisode.Shadow(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
    }

    private static int size(StepSignals signals) {
        int steps = signals.length();
        int floats = FLOATS * steps + signals.residuals().length + signals.novelty().length;
        return 4 * Integer.BYTES
                + 2 * steps
                + signals.latentClasses().length
                + Float.BYTES * (floats + 2 * signals.extent().size());
    }

    private static void writeSignals(ByteBuffer out, StepSignals signals) {
        int steps = signals.length();
        out.putInt(steps).putInt(signals.latentClasses().length).putInt(signals.residuals().length);
        out.put(signals.flags(), 0, steps);
        for (int t = 0; t < steps; t++) {
            out.put((byte) signals.actions()[t]);
        }
        out.put(signals.latentClasses());
        putFloats(out, signals.rewards(), steps);
        putFloats(out, signals.predictedReward(), steps);
        putFloats(out, signals.tvDynamics(), steps);
        putFloats(out, signals.values(), steps);
        putFloats(out, signals.residuals(), signals.residuals().length);
        putFloats(out, signals.novelty(), signals.residuals().length);
        float[] ends = signals.extent().ends();
        out.putInt(ends.length);
        putFloats(out, ends, ends.length);
    }

    private static StepSignals readSignals(ByteBuffer in) {
        int steps = in.getInt();
        int classes = in.getInt();
        int features = in.getInt();
        byte[] flags = new byte[steps];
        in.get(flags);
        int[] actions = new int[steps];
        for (int t = 0; t < steps; t++) {
            actions[t] = in.get() & 0xFF;
        }
        byte[] latent = new byte[classes];
        in.get(latent);
        float[] rewards = floats(in, steps);
        float[] predictedReward = floats(in, steps);
        float[] tvDynamics = floats(in, steps);
        float[] values = floats(in, steps);
        return new StepSignals(
                steps,
                flags,
                actions,
                rewards,
                predictedReward,
                tvDynamics,
                latent,
                floats(in, features),
                floats(in, features),
                values,
                Extent.ofEnds(floats(in, in.getInt())));
    }

    private static void putFloats(ByteBuffer out, float[] values, int count) {
        out.asFloatBuffer().put(values, 0, count);
        out.position(out.position() + count * Float.BYTES);
    }

    private static float[] floats(ByteBuffer in, int count) {
        float[] values = new float[count];
        in.asFloatBuffer().get(values);
        in.position(in.position() + count * Float.BYTES);
        return values;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort() & 0xFFFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
