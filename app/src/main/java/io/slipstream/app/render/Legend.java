package io.slipstream.app.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;

/** The writing: a band above the scene with what is driven and how it goes, and a key of the colours below. All in pixels. */
final class Legend {
    /** Height of the band above the scene, pixels. */
    static final int BAND = 64;
    /** Height of the key below the scene, pixels. */
    static final int KEY = 30;
    /** Times to collision are shown up to here, s. */
    private static final double LONGEST = 10;
    /** Below this a collision counts as near, s. */
    static final double LOW = 1.5;

    private final Graphics2D graphics;
    private final int width;

    Legend(Graphics2D graphics, int width) {
        this.graphics = graphics;
        this.width = width;
    }

    /** The band at one moment. */
    void band(RecordedEpisode episode, Moment moment, String state, boolean over) {
        graphics.setColor(Colours.DARK);
        graphics.fillRect(0, 0, width, BAND);
        title(episode);
        int column = width / 5;
        figure(column * 2, "time", format("%.1f s", moment.seconds()));
        figure(column * 2 + column / 2, "speed", format("%.1f m/s", moment.ego().speed()));
        timeToCollision(column * 3 + column / 4, moment);
        outcome(state, over, episode.metrics().outcome().success());
    }

    /** What was driven, by whom. */
    private void title(RecordedEpisode episode) {
        String shift = episode.scenario().shift().id();
        text(episode.scenario().task().id() + "  ·  shift " + shift, 16, 27, 17, Font.BOLD, Colours.WHITE);
        String who = episode.who() + ", seed " + episode.seed();
        text(fit(who, width * 2 / 5 - 32), 16, 49, 12, Font.PLAIN, Colours.PALE);
    }

    private void figure(int x, String name, String value) {
        text(name, x, 22, 11, Font.PLAIN, Colours.PALE);
        text(value, x, 46, 17, Font.BOLD, Colours.WHITE);
    }

    private void timeToCollision(int x, Moment moment) {
        boolean low = moment.timeToCollision().orElse(LONGEST) < LOW;
        String value = moment.timeToCollision().isPresent()
                ? format("%.1f s", moment.timeToCollision().getAsDouble())
                : "none";
        text("time to collision", x, 22, 11, Font.PLAIN, Colours.PALE);
        text(value, x, 46, 17, Font.BOLD, low ? Colours.ALARM : Colours.WHITE);
        double share = moment.timeToCollision().isPresent()
                ? 1 - moment.timeToCollision().getAsDouble() / LONGEST
                : 0;
        graphics.setColor(Colours.translucent(Colours.PALE, 90));
        graphics.fill(new RoundRectangle2D.Double(x, 53, 84, 5, 5, 5));
        if (share > 0) {
            graphics.setColor(low ? Colours.ALARM : Colours.CAR);
            graphics.fill(new RoundRectangle2D.Double(x, 53, Math.max(5, 84 * share), 5, 5, 5));
        }
    }

    private void outcome(String state, boolean over, boolean success) {
        graphics.setFont(font(15, Font.BOLD));
        int textWidth = graphics.getFontMetrics().stringWidth(state);
        int x = width - textWidth - 44;
        if (over) {
            graphics.setColor(success ? new Color(0x009e73) : Colours.ALARM);
            graphics.fill(new RoundRectangle2D.Double(x, 16, textWidth + 28, 32, 16, 16));
        }
        text(state, x + 14, 37, 15, Font.BOLD, over ? Colours.WHITE : Colours.PALE);
    }

    /** What the colours mean, and a bar of ten metres. */
    void key(int top, double scale) {
        graphics.setColor(Colours.WHITE);
        graphics.fillRect(0, top, width, KEY);
        int x = 16;
        x = entry(x, top, Colours.EGO, "ego vehicle");
        x = entry(x, top, Colours.CAR, "other cars");
        x = entry(x, top, new Color(0x009e73), "route");
        ring(x, top);
        text("destination", x + 20, top + 20, 12, Font.PLAIN, Colours.DARK);
        scaleBar(top, scale);
    }

    /** As {@link #key}, with the colours of speed instead of the ego vehicle's. */
    void speedKey(int top, double scale, double fastest, int everySeconds) {
        graphics.setColor(Colours.WHITE);
        graphics.fillRect(0, top, width, KEY);
        text("speed  0", 16, top + 20, 12, Font.PLAIN, Colours.DARK);
        for (int i = 0; i < 120; i++) {
            graphics.setColor(Colours.scale(i / 119.0));
            graphics.fillRect(74 + i, top + 10, 1, 11);
        }
        text(format("%.0f m/s", fastest), 200, top + 20, 12, Font.PLAIN, Colours.DARK);
        int x = 266;
        x = entry(x, top, Colours.EGO, "ego vehicle, every " + everySeconds + " s");
        x = entry(x, top, Colours.CAR, "other cars, fainter when earlier");
        ring(x, top);
        text("destination", x + 20, top + 20, 12, Font.PLAIN, Colours.DARK);
        scaleBar(top, scale);
    }

    private int entry(int x, int top, Color colour, String name) {
        graphics.setColor(colour);
        graphics.fill(new RoundRectangle2D.Double(x, top + 10, 18, 11, 5, 5));
        text(name, x + 24, top + 20, 12, Font.PLAIN, Colours.DARK);
        return x + 24 + graphics.getFontMetrics().stringWidth(name) + 22;
    }

    private void ring(int x, int top) {
        graphics.setColor(Colours.DARK);
        graphics.fill(new Ellipse2D.Double(x, top + 8, 15, 15));
        graphics.setColor(Colours.DESTINATION);
        graphics.fill(new Ellipse2D.Double(x + 2, top + 10, 11, 11));
        graphics.setColor(Colours.DARK);
        graphics.fill(new Ellipse2D.Double(x + 4, top + 12, 7, 7));
    }

    private void scaleBar(int top, double scale) {
        int length = (int) Math.round(10 * scale);
        int x = width - length - 58;
        graphics.setColor(Colours.DARK);
        graphics.fillRect(x, top + 14, length, 3);
        graphics.fillRect(x, top + 10, 2, 11);
        graphics.fillRect(x + length - 2, top + 10, 2, 11);
        text("10 m", width - 48, top + 20, 12, Font.PLAIN, Colours.DARK);
    }

    /** A mark in the scene. */
    void label(String label, double x, double y) {
        graphics.setFont(font(11, Font.BOLD));
        double textWidth = graphics.getFontMetrics().stringWidth(label);
        graphics.setColor(Colours.translucent(Colours.WHITE, 225));
        graphics.fill(new RoundRectangle2D.Double(x - textWidth / 2 - 4, y - 9, textWidth + 8, 16, 8, 8));
        text(label, (int) Math.round(x - textWidth / 2), (int) Math.round(y + 3), 11, Font.BOLD, Colours.DARK);
    }

    private void text(String text, int x, int y, int size, int style, Color colour) {
        graphics.setFont(font(size, style));
        graphics.setColor(colour);
        graphics.drawString(text, x, y);
    }

    /** Shortened in front when too wide: the end of a path says more than its beginning. */
    private String fit(String text, int widest) {
        graphics.setFont(font(12, Font.PLAIN));
        String fitting = text;
        while (graphics.getFontMetrics().stringWidth(fitting) > widest && fitting.length() > 2) {
            fitting = "…" + fitting.substring(2);
        }
        return fitting;
    }

    private static Font font(int size, int style) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
