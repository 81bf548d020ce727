package io.slipstream.app.pretrain;

import io.slipstream.app.report.LearningCurve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The evaluations of a pretraining as CSV and as a picture, beside the model that they describe. */
final class CurveFile {
    private CurveFile() {}

    static void write(Path folder, List<CurvePoint> curve) {
        store(folder.resolve("curve.csv"), csv(curve));
        store(folder.resolve("curve.svg"), List.of(picture(curve)));
    }

    private static String picture(List<CurvePoint> curve) {
        long[] updates = curve.stream().mapToLong(CurvePoint::update).toArray();
        return new LearningCurve()
                .add(
                        "success",
                        updates,
                        curve.stream().mapToDouble(CurvePoint::success).toArray())
                .add(
                        "time-outs",
                        updates,
                        curve.stream().mapToDouble(CurvePoint::timeOuts).toArray())
                .draw("sampled actions, fresh episodes");
    }

    private static List<String> csv(List<CurvePoint> curve) {
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
        return lines;
    }

    private static void store(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the curve " + file, e);
        }
    }
}
