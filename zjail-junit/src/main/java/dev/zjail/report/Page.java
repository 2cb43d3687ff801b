package dev.zjail.report;

import dev.zjail.audit.RecordedFields;
import dev.zjail.truthimatics.Verdict;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What all pages of the report have in common. No script, no inline style and no image: they open from a file as well
 * as under Jenkins' content security policy, and read well without their stylesheet.
 */
final class Page {
    static final String STYLESHEET = "zjail.css";
    static final String INDEX = "index.html";

    /**
     * Should a text of others ever get out of its place, it runs nothing, loads nothing, and sends nothing. The one
     * thing that a page loads is its stylesheet. Where a page is opened from a file, not every browser takes 'self' for
     * the files beside it: hence the scheme, which from elsewhere leads to nothing.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self' file:; base-uri 'none'; form-action 'none'";

    private Page() {}

    static String of(String title, Consumer<Html> header, Consumer<Html> main) {
        Html html = new Html();
        html.open("html", "lang", "en");
        html.open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", CONTENT_SECURITY_POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title);
        html.empty("link", "rel", "stylesheet", "href", STYLESHEET).closeLine();
        html.open("body");
        html.element("a", "Skip to the content", "class", "skip", "href", "#content");
        html.open("header");
        header.accept(html);
        html.closeLine();
        html.open("main", "id", "content", "tabindex", "-1");
        main.accept(html);
        html.closeLine().closeLine().closeLine();
        return "<!DOCTYPE html>\n" + html;
    }

    /** Verdicts differ in word and mark, never in colour alone. */
    static String mark(Verdict verdict) {
        return switch (verdict) {
            case REJECT -> "✗";
            case UNCERTAIN -> "?";
            case DETERMINISTIC -> "✓";
        };
    }

    static void outcome(Html html, TestOutcome outcome) {
        chip(html, outcome.status().word(), outcome.status().mark(), outcome.sentence());
    }

    static void chip(Html html, String kind, String mark, String word) {
        html.open("span", "class", "chip " + kind);
        html.element("span", mark, "aria-hidden", "true").text(" " + word).close();
    }

    /** A verdict nobody asked for is a word and no more: it says that there was one run. */
    static void verdict(Html html, RecordedFields record, Verdict verdict) {
        verdict(html, verdict, wasAskedFor(record, verdict));
    }

    static void verdict(Html html, Verdict verdict, boolean askedFor) {
        if (askedFor) {
            chip(html, verdict.name().toLowerCase(Locale.ROOT), mark(verdict), verdict.name());
        } else {
            html.element("span", verdict + " (no replays)", "class", "quiet");
        }
    }

    /** Without further runs there is nothing that could settle it, and whoever asks for none knows. */
    static boolean wasAskedFor(RecordedFields record, Verdict verdict) {
        return verdict != Verdict.UNCERTAIN
                || record.number("further_runs.replays").orElse(0) > 0
                || record.number("further_runs.contrasts").orElse(0) > 0;
    }

    /** Where what a failed test compared differs, and what it says, whole. */
    static void why(Html html, TestOutcome outcome) {
        outcome.comparison().ifPresent(compared -> {
            html.open("dl", "class", "difference");
            TextDifference.side(html, "Expected", compared.expected(), compared.actual());
            TextDifference.side(html, "Actual", compared.actual(), compared.expected());
            html.closeLine();
        });
        html.message(outcome.why(), "Why it " + outcome.status().word());
    }

    /** A bar for what was used of a limit, and its share in words. Less than can be drawn is not. */
    static void bar(Html html, LimitUse use) {
        if (use.matters() && use.percent() > 0) {
            Drawing.bar(html, use.share(), use.isNear());
            html.text(" ");
        }
        html.text(use.percentage());
    }

    /** The name a reader knows a program by: the last part of its path. */
    static String program(RecordedFields record) {
        String path = record.text("executable").orElse("unknown");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
