package io.slipstream.app.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The evaluations of a pretraining as CSV, beside the model that they describe. */
final class CurveFile {
    private CurveFile() {}

    static void write(Path file, List<CurvePoint> curve) {
        List<String> lines = new ArrayList<>(List.of("update,steps,seconds,success,time_outs,return"));
        for (CurvePoint p : curve) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,%d,%.0f,%.4f,%.4f,%.2f",
                    p.update(),
                    p.steps(),
                    p.seconds(),
                    p.success(),
                    p.timeOuts(),
                    p.meanReturn()));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the curve " + file, e);
        }
    }
}
