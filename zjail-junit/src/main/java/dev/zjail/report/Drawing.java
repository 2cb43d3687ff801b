package dev.zjail.report;

import java.util.Locale;

/**
 * What people would rather look at than read, as inline SVG: no script, no inline style, and no text that others wrote.
 * Each drawing is a strip in a cell beside the numbers it shows, so that it is one drawing down the column on a wide
 * page and still in its place on a narrow one. Whoever cannot see it has the numbers, and a title where they are not
 * all there is to it.
 */
final class Drawing {
    private static final double WIDTH = 200;
    private static final double NARROWEST = 2;

    private Drawing() {}

    /** A bar for a share from 0 to 1. The share stands beside it, and so it has no title. */
    static void bar(Html html, double share, boolean near) {
        html.open("svg", "class", near ? "bar near" : "bar", "viewBox", "0 0 200 10", "aria-hidden", "true");
        rectangle(html, "used", 0, share);
        html.close();
    }

    /**
     * A step of a waterfall: from one sum of weights to the next, between the lines of zero and of the bound.
     *
     * @param axis what is drawn where
     * @param from the sum before
     * @param to the sum after
     */
    static void step(Html html, Axis axis, double from, double to) {
        String title = String.format(Locale.ROOT, "from %+.3f to %+.3f; the bound is %+.3f", from, to, axis.bound());
        html.open("svg", "class", "step", "viewBox", "0 0 200 20", "preserveAspectRatio", "none", "role", "img");
        html.element("title", title);
        line(html, "zero", axis.place(0));
        line(html, "bound", axis.place(axis.bound()));
        rectangle(html, to < from ? "down" : "up", axis.place(Math.min(from, to)), axis.place(Math.max(from, to)));
        html.close();
    }

    /** A stretch of a time line, and the part of it, from its beginning, that was spent on a CPU. */
    static void stretch(Html html, String title, double from, double to, double cpu) {
        html.open("svg", "class", "time", "viewBox", "0 0 200 10", "role", "img")
                .element("title", title);
        rectangle(html, "wall", from, to);
        rectangle(html, "cpu", from, from + (to - from) * Math.min(1, cpu));
        html.close();
    }

    /** A part of a strip that is made up of several. */
    static void part(Html html, String kind, double from, double to) {
        rectangle(html, kind, from, to);
    }

    private static void line(Html html, String kind, double at) {
        html.shape("path", "class", kind, "d", "M" + number(at * WIDTH) + " 0v20");
    }

    private static void rectangle(Html html, String kind, double from, double to) {
        if (to > from) {
            double begin = Math.min(from * WIDTH, WIDTH - NARROWEST);
            String width = number(Math.max(NARROWEST, to * WIDTH - begin));
            html.shape("rect", "class", kind, "x", number(begin), "width", width, "height", "100%");
        }
    }

    private static String number(double length) {
        return Long.toString(Math.round(length));
    }

    /**
     * The axis of a waterfall.
     *
     * @param least the least of all sums
     * @param most the largest
     * @param bound where a program is deterministic from
     */
    record Axis(double least, double most, double bound) {
        /** Something is left free at both ends. */
        private static final double MARGIN = 0.03;

        Axis {
            least = Math.min(0, least);
            most = Math.max(bound, most);
        }

        double place(double sum) {
            double inside = (sum - least) / (most - least);
            return MARGIN + inside * (1 - 2 * MARGIN);
        }
    }
}
