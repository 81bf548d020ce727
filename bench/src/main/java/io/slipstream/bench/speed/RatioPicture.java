package io.slipstream.bench.speed;

import java.util.List;
import java.util.Locale;

/** Draws ours / limit of every part as bars on a logarithmic axis, as SVG. */
final class RatioPicture {
    private static final int LABEL = 440;
    private static final int AXIS = 460;
    private static final int ROW = 22;
    private static final int TOP = 40;
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e3;

    private RatioPicture() {}

    static String svg(List<Result> results) {
        StringBuilder svg = new StringBuilder();
        int height = TOP + ROW * results.size() + 30;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"10\" y=\"20\" font-size=\"14\">ours / what it is held against, by processor time</text>%n",
                LABEL + AXIS + 70,
                height));
        for (double mark = LEAST; mark <= MOST * 1.01; mark *= 10) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"%4$s\"/>"
                            + "<text x=\"%1$.1f\" y=\"%5$d\" text-anchor=\"middle\" fill=\"#555\">%6$s</text>%n",
                    x(mark),
                    TOP - 6,
                    height - 22,
                    Math.abs(mark - 1) < 1e-6 ? "#222" : "#ddd",
                    height - 8,
                    mark >= 1 ? String.format(Locale.ROOT, "%.0f", mark) : Double.toString(round(mark))));
        }
        for (int i = 0; i < results.size(); i++) {
            bar(svg, results.get(i), TOP + i * ROW);
        }
        return svg.append("</svg>").append(System.lineSeparator()).toString();
    }

    private static double round(double mark) {
        return Math.rint(mark * 1e4) / 1e4;
    }

    private static void bar(StringBuilder svg, Result result, int y) {
        double one = x(1);
        double end = x(result.ratio());
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s : %s</text>"
                        + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"#2f6fa7\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                LABEL - 8,
                y + 12,
                result.name(),
                result.limitName(),
                Math.min(one, end),
                y,
                Math.max(1, Math.abs(one - end)),
                Math.max(one, end) + 5,
                y + 12,
                Tables.ratio(result.ratio())));
    }

    private static double x(double ratio) {
        double bounded = Math.max(LEAST, Math.min(MOST, ratio));
        return LABEL + AXIS * Math.log(bounded / LEAST) / Math.log(MOST / LEAST);
    }
}
