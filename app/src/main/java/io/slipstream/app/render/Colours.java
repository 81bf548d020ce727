package io.slipstream.app.render;

import java.awt.Color;

/** Colours that people with a colour-vision deficiency tell apart: Okabe and Ito's set, and viridis for amounts. */
final class Colours {
    static final Color LAND = new Color(0xe4e9e0);
    static final Color SHOULDER = new Color(0xb9c0b8);
    static final Color ASPHALT = new Color(0x464c55);
    static final Color MARKING = new Color(0xf3f3ee);
    static final Color EGO = new Color(0xe69f00);
    static final Color CAR = new Color(0x56b4e9);
    static final Color ROUTE = new Color(0, 0x9e, 0x73, 190);
    static final Color DESTINATION = new Color(0xf0e442);
    static final Color ALARM = new Color(0xd55e00);
    static final Color GO = new Color(0x2fd6a3);
    static final Color UNLIT = new Color(0x4b525e);
    static final Color DARK = new Color(0x20252e);
    static final Color PALE = new Color(0xaab3bf);
    static final Color WHITE = Color.WHITE;

    /** Seven points of viridis, evenly spaced. */
    private static final int[] VIRIDIS = {0x440154, 0x443983, 0x31688e, 0x21918c, 0x35b779, 0x90d743, 0xfde725};

    private Colours() {}

    /** Viridis: dark violet at 0, yellow at 1. */
    static Color scale(double share) {
        double place = Math.max(0, Math.min(1, share)) * (VIRIDIS.length - 1);
        int i = Math.min((int) place, VIRIDIS.length - 2);
        return mix(new Color(VIRIDIS[i]), new Color(VIRIDIS[i + 1]), place - i);
    }

    static Color translucent(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    private static Color mix(Color a, Color b, double share) {
        return new Color(
                mix(a.getRed(), b.getRed(), share),
                mix(a.getGreen(), b.getGreen(), share),
                mix(a.getBlue(), b.getBlue(), share));
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a + share * (b - a));
    }
}
