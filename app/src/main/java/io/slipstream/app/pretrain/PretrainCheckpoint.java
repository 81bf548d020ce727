package io.slipstream.app.pretrain;

import io.slipstream.learner.replay.ReplayWindow;
import io.slipstream.learner.replay.SamplerRandom;
import io.slipstream.learner.train.Trainer;
import io.slipstream.model.ModelSpec;
import io.slipstream.model.ModelWeights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything pretraining goes on from after it was stopped, in one file that is replaced as a whole: trainer, sampler,
 * replay window, best weights and curve.
 */
public final class PretrainCheckpoint {
    private static final int MAGIC = 0x534c5054; // "SLPT"
    private static final int BUFFER = 1 << 20;

    private final Path file;

    /** In this file. */
    public PretrainCheckpoint(Path file) {
        this.file = file;
    }

    void save(
            PretrainSettings settings,
            PretrainState state,
            Trainer trainer,
            SamplerRandom sampler,
            ReplayWindow replay) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER))) {
                out.writeInt(MAGIC);
                out.writeUTF(settings.toString());
                write(out, trainer.state());
                out.writeLong(sampler.state());
                replay.save(out);
                out.writeInt(state.update());
                out.writeDouble(state.seconds());
                write(out, state.best().toSafetensors());
                out.writeDouble(state.bestSuccess());
                out.writeInt(state.curve().size());
                for (CurvePoint point : state.curve()) {
                    write(out, point);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + file, e);
        }
    }

    /**
     * Restores trainer, sampler and replay window, if there is a checkpoint.
     *
     * @throws IllegalArgumentException if it is of other settings
     */
    Optional<PretrainState> load(
            PretrainSettings settings, ModelSpec spec, Trainer trainer, SamplerRandom sampler, ReplayWindow replay) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            if (in.readInt() != MAGIC || !in.readUTF().equals(settings.toString())) {
                throw new IllegalArgumentException(
                        file + " is of a pretraining with other settings; repeat its command,"
                                + " choose another --out, or delete the file to begin anew");
            }
            trainer.restore(bytes(in));
            sampler.restore(in.readLong());
            replay.load(in);
            int update = in.readInt();
            double seconds = in.readDouble();
            ModelWeights best = ModelWeights.fromSafetensors(spec, bytes(in));
            double bestSuccess = in.readDouble();
            List<CurvePoint> curve = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                curve.add(point(in));
            }
            return Optional.of(new PretrainState(update, seconds, best, bestSuccess, curve));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the checkpoint " + file + "; delete it to begin anew", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the checkpoint " + file, e);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void write(DataOutputStream out, CurvePoint point) throws IOException {
        out.writeInt(point.update());
        out.writeLong(point.steps());
        out.writeDouble(point.seconds());
        out.writeDouble(point.success());
        out.writeDouble(point.timeOuts());
        out.writeDouble(point.meanReturn());
    }

    private static CurvePoint point(DataInputStream in) throws IOException {
        return new CurvePoint(
                in.readInt(), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
