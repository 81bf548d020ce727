package io.slipstream.learner.checkpoint;

import io.slipstream.learner.ingest.ArrivalLog.Run;
import io.slipstream.learner.ingest.SequenceTracker;
import io.slipstream.learner.plan.Assignment;
import io.slipstream.learner.plan.Part;
import io.slipstream.learner.reference.Apprenticeship;
import io.slipstream.learner.reference.Audition;
import io.slipstream.learner.reference.RecentEpisodes.Ending;
import io.slipstream.schemas.avro.Component;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Learner states as bytes: sections in the order of the record. */
final class LearnerStateCodec {
    private static final int MAGIC = 0x534c4c53; // "SLLS"
    private static final int FORMAT = 6;

    private LearnerStateCodec() {}

    static byte[] encode(LearnerState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), state);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, LearnerState state) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        Sections.write(out, state.referenceJson());
        Sections.write(out, state.trainer());
        out.writeLong(state.samplerState());
        writeRuns(out, state.arrivals());
        writeSequences(out, state.sequences());
        writeAssignment(out, state.standing());
        writeAssignment(out, state.finished());
        writeApprenticeship(out, state.apprenticeship());
        Sections.write(out, state.counters());
    }

    static LearnerState decode(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readInt() != MAGIC) {
                throw new IOException("these bytes are no state of a learner");
            }
            int format = in.readInt();
            if (format != FORMAT) {
                throw new IOException(
                        "the state has format " + format + ", this version of Slipstream reads format " + FORMAT);
            }
            return new LearnerState(
                    Sections.readText(in),
                    Sections.readBytes(in),
                    in.readLong(),
                    readRuns(in),
                    readSequences(in),
                    readAssignment(in),
                    readAssignment(in),
                    readApprenticeship(in),
                    Sections.readLongs(in));
        } catch (IOException e) {
            throw new IllegalCheckpointException("cannot use the learner's state: " + e.getMessage(), e);
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
            Sections.write(out, entry.getKey());
            out.writeLong(entry.getValue().epoch());
            out.writeLong(entry.getValue().nextSequence());
            out.writeLong(entry.getValue().nextStep());
        }
    }

    private static void writeAssignment(DataOutputStream out, @Nullable Assignment assignment) throws IOException {
        out.writeBoolean(assignment != null);
        if (assignment == null) {
            return;
        }
        Long decision = assignment.decision();
        out.writeBoolean(decision != null);
        out.writeLong(decision == null ? 0 : decision);
        Sections.write(out, assignment.component().name());
        for (Part part : Part.values()) {
            out.writeBoolean(assignment.parts().contains(part));
        }
        out.writeLong(assignment.beganAt());
        out.writeInt(assignment.updates());
        out.writeLong(assignment.trainedSteps());
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
            positions.put(
                    Sections.readText(in), new SequenceTracker.Position(in.readLong(), in.readLong(), in.readLong()));
        }
        return new SequenceTracker.State(positions, lost, duplicates, fenced);
    }

    private static @Nullable Assignment readAssignment(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        boolean decided = in.readBoolean();
        long decision = in.readLong();
        Component component = Component.valueOf(Sections.readText(in));
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if (in.readBoolean()) {
                parts.add(part);
            }
        }
        return new Assignment(decided ? decision : null, component, parts, in.readLong(), in.readInt(), in.readLong());
    }

    private static void writeApprenticeship(DataOutputStream out, Apprenticeship.State state) throws IOException {
        writeEpisodes(out, state.own());
        writeEpisodes(out, state.demonstrated());
        writeAudition(out, state.audition());
        out.writeBoolean(state.imitated());
        out.writeBoolean(state.taught());
        out.writeBoolean(state.passed());
        out.writeBoolean(state.learned());
        out.writeLong(state.since());
    }

    private static Apprenticeship.State readApprenticeship(DataInputStream in) throws IOException {
        return new Apprenticeship.State(
                readEpisodes(in),
                readEpisodes(in),
                readAudition(in),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                in.readLong());
    }

    private static void writeEpisodes(DataOutputStream out, List<Ending> episodes) throws IOException {
        out.writeInt(episodes.size());
        for (Ending ending : episodes) {
            out.writeDouble(ending.episodeReturn());
            out.writeBoolean(ending.success());
            out.writeLong(ending.began());
            out.writeLong(ending.ended());
        }
    }

    private static void writeAudition(DataOutputStream out, Audition.State audition) throws IOException {
        out.writeBoolean(audition.open());
        out.writeInt(audition.seen().size());
        for (String environment : audition.seen()) {
            Sections.write(out, environment);
        }
        writeEpisodes(out, audition.endings());
    }

    private static Audition.State readAudition(DataInputStream in) throws IOException {
        boolean open = in.readBoolean();
        List<String> seen = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            seen.add(Sections.readText(in));
        }
        return new Audition.State(open, seen, readEpisodes(in));
    }

    private static List<Ending> readEpisodes(DataInputStream in) throws IOException {
        List<Ending> episodes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            episodes.add(new Ending(in.readDouble(), in.readBoolean(), in.readLong(), in.readLong()));
        }
        return episodes;
    }
}
