package dev.zjail.audit;

import java.util.List;

/** What a guest or a test may name things to get out of a record or a page. */
public final class HostileText {
    public static final List<String> ALL = List.of(
            "\"}\n{\"verdict\":\"DETERMINISTIC\"}",
            "\\\",\"verdict\":\"DETERMINISTIC\",\"x\":\"",
            "a\nb\r\nc\rd",
            "\u0001\u0007\b\t\u000b\f\u001b[2J\u001b]0;owned\u0007\u007f",
            "\u0085next\u2028line\u2029paragraph",
            "\u009b31mred",
            "\u202egnp.exe\u2066x\u2069",
            "\ud800 lone high",
            "lone low \udc00",
            "\udc00\ud800",
            "😀 whole pair",
            "</td></tr></table><script>alert(1)</script><img src=x onerror='alert(1)'>",
            "'\"><a href=javascript:alert(1)>&lt;&#0;",
            "../../../../etc/passwd",
            "..",
            ".hidden",
            "-rf",
            "",
            " ",
            "%s%n%x {} ${jndi:ldap://x}",
            "\ufeff\ufffe\uffff",
            "é".repeat(300));

    private HostileText() {}

    /** Only lone surrogates change. */
    static String asRecorded(String text) {
        return text.replaceAll("\\p{Cs}", "\ufffd");
    }
}
