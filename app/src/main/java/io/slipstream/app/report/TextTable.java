package io.slipstream.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table that is written once and laid out for a terminal or as Markdown. */
public final class TextTable {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(String title, String... heading) {
        this.title = title;
        rows.add(Arrays.asList(heading));
    }

    /** Adds a row. */
    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Adds a row. */
    public void row(String... cells) {
        rows.add(Arrays.asList(cells));
    }

    /** Aligned columns, the first to the left and the others to the right. */
    public String plain() {
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                String padding = " ".repeat(width(i) - row.get(i).length());
                text.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    /** As Markdown, with the title as a heading. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### ").append(title).append("\n\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---")
                        .append("|---:".repeat(rows.get(0).size() - 1))
                        .append("|\n");
            }
        }
        return text.append('\n').toString();
    }
}
