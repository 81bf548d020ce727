package io.slipstream.learner.checkpoint;

import io.slipstream.learner.ingest.Journal;
import io.slipstream.model.Adapter;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checkpoints as bytes: sections in the order of the record. */
final class CheckpointCodec {
    private static final int MAGIC = 0x534c4350; // "SLCP"
    private static final int FORMAT = 4;

    private CheckpointCodec() {}

    static byte[] encode(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        Sections.write(out, checkpoint.fleet());
        out.writeInt(checkpoint.modelVersion());
        Sections.write(out, checkpoint.base().spec().toJson());
        Sections.write(out, checkpoint.base().toSafetensors());
        out.writeInt(checkpoint.adapters().size());
        for (Adapter adapter : checkpoint.adapters()) {
            Sections.write(out, adapter.toBytes());
        }
        Sections.write(out, checkpoint.state().toBytes());
        Sections.write(out, checkpoint.offsets());
        writeRecording(out, checkpoint.recording());
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
        String fleet = Sections.readText(in);
        int version = in.readInt();
        ModelSpec spec = ModelSpec.fromJson(Sections.readText(in));
        ModelWeights base = ModelWeights.fromSafetensors(spec, Sections.readBytes(in));
        List<Adapter> adapters = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            adapters.add(Adapter.fromBytes(Sections.readBytes(in)));
        }
        LearnerState state = LearnerState.fromBytes(Sections.readBytes(in));
        return new Checkpoint(fleet, version, base, adapters, state, Sections.readLongs(in), readRecording(in));
    }

    private static void writeRecording(DataOutputStream out, Recording recording) throws IOException {
        writeOptional(out, recording.start());
        out.writeInt(recording.journal().size());
        for (Journal.Entry entry : recording.journal()) {
            Sections.write(out, entry.topic());
            out.writeInt(entry.partition());
            out.writeLong(entry.from());
            out.writeLong(entry.to());
            out.writeInt(entry.updates());
        }
        out.writeBoolean(recording.pending().isPresent());
        if (recording.pending().isPresent()) {
            Sections.write(out, recording.pending().get().manifest());
            Sections.write(out, recording.pending().get().start());
        }
    }

    private static Recording readRecording(DataInputStream in) throws IOException {
        Optional<byte[]> start = readOptional(in);
        List<Journal.Entry> journal = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            journal.add(
                    new Journal.Entry(Sections.readText(in), in.readInt(), in.readLong(), in.readLong(), in.readInt()));
        }
        Optional<Recording.Pending> pending = in.readBoolean()
                ? Optional.of(new Recording.Pending(Sections.readBytes(in), Sections.readBytes(in)))
                : Optional.empty();
        return new Recording(start, journal, pending);
    }

    private static void writeOptional(DataOutputStream out, Optional<byte[]> bytes) throws IOException {
        out.writeBoolean(bytes.isPresent());
        if (bytes.isPresent()) {
            Sections.write(out, bytes.get());
        }
    }

    private static Optional<byte[]> readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(Sections.readBytes(in)) : Optional.empty();
    }
}
