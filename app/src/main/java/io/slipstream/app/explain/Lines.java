package io.slipstream.app.explain;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines, which SVG does not. */
final class Lines {
    private Lines() {}

    /** At spaces; a word longer than a line stays whole. */
    static List<String> wrapped(String text, int longest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > longest) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
