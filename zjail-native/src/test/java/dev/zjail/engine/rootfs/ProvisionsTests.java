package dev.zjail.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a jail provides")
class ProvisionsTests {
    @ParameterizedTest(name = "where the environment has {0}: {1}")
    @CsvSource({
        "LANG=C.UTF-8, LOCALE",
        "LC_ALL=de_DE.UTF-8, LOCALE",
        "LC_CTYPE=C.UTF-8, LOCALE",
        "LC_ALL=C,",
        "LANG=POSIX,",
        "LANG=,",
        "LANGUAGE=de,",
        "TZ=Europe/Berlin, ZONEINFO",
        "TZ=:America/Argentina/Buenos_Aires, ZONEINFO",
        "TZ=Etc/GMT+3, ZONEINFO",
        "TZ=UTC0,",
        "TZ=CET-1CEST,",
        "TZ=/etc/localtime,",
        "TZ=../../etc/shadow,",
    })
    void isAlsoTheDataThatTheEnvironmentNames(String entry, Provision named) {
        Set<Provision> expected = EnumSet.of(Provision.DEV, Provision.ETC);
        if (named != null && isOnHost(named)) {
            expected.add(named);
        }

        assertThat(Provisions.DEFAULTS.under("dynamic", List.of("A=b", entry))).isEqualTo(expected);
    }

    private static boolean isOnHost(Provision provision) {
        return Files.isDirectory(Path.of(provision == Provision.LOCALE ? "/usr/lib/locale" : "/usr/share/zoneinfo"));
    }

    @Test
    void isNothingThatTheEnvironmentNamesUnderStrictOrAfterNone() {
        List<String> environment = List.of("TZ=Europe/Berlin", "LANG=C.UTF-8");

        assertThat(Provisions.DEFAULTS.under("strict", environment)).isEmpty();
        assertThat(Provisions.of(List.of("none")).under("dynamic", environment)).isEmpty();
        assertThat(Provisions.of(List.of("none", "zoneinfo")).under("dynamic", environment))
                .containsExactly(Provision.ZONEINFO);
    }
}
