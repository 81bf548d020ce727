package io.slipstream.learner.checkpoint;

import io.slipstream.learner.ingest.ArrivalLog.Run;
import io.slipstream.learner.ingest.SequenceTracker;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.plan.Part;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import io.slipstream.schemas.avro.Component;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checkpoints as bytes: sections in the order of the record, lengths before contents, maps sorted. */
final class CheckpointCodec {
    private static final int MAGIC = 0x534c4350; // "SLCP"
    private static final int FORMAT = 2;

    private CheckpointCodec() {}

    static byte[] encode(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        write(out, checkpoint.fleet());
        out.writeInt(checkpoint.modelVersion());
        write(out, checkpoint.base().spec().toJson());
        write(out, checkpoint.base().toSafetensors());
        out.writeInt(checkpoint.adapters().size());
        for (Adapter adapter : checkpoint.adapters()) {
            write(out, adapter.toBytes());
        }
        write(out, checkpoint.referenceJson());
        write(out, checkpoint.trainer());
        out.writeLong(checkpoint.samplerState());
        write(out, checkpoint.offsets());
        writeRuns(out, checkpoint.arrivals());
        writeSequences(out, checkpoint.sequences());
        writeStanding(out, checkpoint.standing());
        write(out, checkpoint.counters());
        return bytes.toByteArray();
    }

    static Checkpoint decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no checkpoint");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("it has format " + format + ", this version of Slipstream reads format " + FORMAT);
        }
        String fleet = readText(in);
        int version = in.readInt();
        ModelSpec spec = ModelSpec.fromJson(readText(in));
        ModelWeights base = ModelWeights.fromSafetensors(spec, readBytes(in));
        List<Adapter> adapters = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            adapters.add(Adapter.fromBytes(readBytes(in)));
        }
        return new Checkpoint(
                fleet,
                version,
                base,
                adapters,
                readText(in),
                readBytes(in),
                in.readLong(),
                readLongs(in),
                readRuns(in),
                readSequences(in),
                readStanding(in),
                readLongs(in));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Map<String, Long> longs) throws IOException {
        out.writeInt(longs.size());
        for (Map.Entry<String, Long> entry : new TreeMap<>(longs).entrySet()) {
            write(out, entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    private static void writeRuns(DataOutputStream out, List<Run> runs) throws IOException {
        out.writeInt(runs.size());
        for (Run run : runs) {
            out.writeInt(run.partition());
            out.writeLong(run.from());
            out.writeLong(run.to());
            out.writeLong(run.steps());
        }
    }

    private static void writeSequences(DataOutputStream out, SequenceTracker.State state) throws IOException {
        out.writeLong(state.lost());
        out.writeLong(state.duplicates());
        out.writeLong(state.fenced());
        out.writeInt(state.positions().size());
        for (Map.Entry<String, SequenceTracker.Position> entry : new TreeMap<>(state.positions()).entrySet()) {
            write(out, entry.getKey());
            out.writeLong(entry.getValue().epoch());
            out.writeLong(entry.getValue().nextSequence());
            out.writeLong(entry.getValue().nextStep());
        }
    }

    private static void writeStanding(DataOutputStream out, @Nullable Assignment standing) throws IOException {
        out.writeBoolean(standing != null);
        if (standing == null) {
            return;
        }
        Long decision = standing.decision();
        out.writeBoolean(decision != null);
        out.writeLong(decision == null ? 0 : decision);
        write(out, standing.component().name());
        for (Part part : Part.values()) {
            out.writeBoolean(standing.parts().contains(part));
        }
        out.writeLong(standing.beganAt());
        out.writeInt(standing.updates());
        out.writeLong(standing.trainedSteps());
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a section of " + length + " bytes does not fit what is left");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static Map<String, Long> readLongs(DataInputStream in) throws IOException {
        Map<String, Long> longs = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            longs.put(readText(in), in.readLong());
        }
        return longs;
    }

    private static List<Run> readRuns(DataInputStream in) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            runs.add(new Run(in.readInt(), in.readLong(), in.readLong(), in.readLong()));
        }
        return runs;
    }

    private static SequenceTracker.State readSequences(DataInputStream in) throws IOException {
        long lost = in.readLong();
        long duplicates = in.readLong();
        long fenced = in.readLong();
        Map<String, SequenceTracker.Position> positions = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            positions.put(readText(in), new SequenceTracker.Position(in.readLong(), in.readLong(), in.readLong()));
        }
        return new SequenceTracker.State(positions, lost, duplicates, fenced);
    }

    private static @Nullable Assignment readStanding(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        boolean decided = in.readBoolean();
        long decision = in.readLong();
        Component component = Component.valueOf(readText(in));
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if (in.readBoolean()) {
                parts.add(part);
            }
        }
        return new Assignment(decided ? decision : null, component, parts, in.readLong(), in.readInt(), in.readLong());
    }
}
