package dev.zjail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.PackageVersion;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs twice: with the Jackson that we build with, and, with a few others, on the oldest that we serve (pom.xml). */
@DisplayName("Jackson is the user's own, from 2.15 on:")
class JacksonTests {
    private static final String JACKSON = "com.fasterxml.jackson.";

    @Test
    @DisplayName("these tests run on the one they are to run on")
    void version() {
        assertThat(PackageVersion.VERSION).hasToString(System.getProperty("zjail.test.jackson"));
        assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION)
                .hasToString(System.getProperty("zjail.test.jackson"));
    }

    @Test
    @DisplayName("it has every class, method and field that the library uses of it")
    void linkage() {
        JavaClasses library = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.zjail");
        List<JavaAccess<?>> accesses = library.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().startsWith(JACKSON))
                .toList();

        assertThat(accesses).hasSizeGreaterThan(200);
        assertThat(accesses.stream().filter(access -> !isThere(access.getTarget())))
                .extracting(JavaAccess::getDescription)
                .isEmpty();
    }

    private static boolean isThere(AccessTarget target) {
        return target.resolveMember().isPresent();
    }
}
