package dev.zjail.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.zjail.engine.policy.InvalidPolicyException;
import dev.zjail.engine.policy.Refusal;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.engine.rootfs.FileMapping;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.InvalidRootfsException;
import dev.zjail.engine.rootfs.JailFile;
import dev.zjail.engine.rootfs.Provisions;
import dev.zjail.engine.rootfs.RootDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The packages of the engine")
class ArchitectureTests {

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.zjail");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "engine.doctor, engine.launcher engine engine.policy engine.rootfs engine.libc internal",
        "engine.launcher, engine engine.policy engine.rootfs engine.libc internal",
        "engine.advice, engine engine.policy engine.rootfs internal",
        "engine, engine.policy engine.rootfs internal",
        "engine.policy, internal",
        "engine.rootfs, internal",
        "engine.libc, internal",
        "internal, internal",
    })
    @DisplayName("depend on these packages of zjail and no other")
    void dependOnThesePackagesOnly(String part, String allowed) {
        String[] known = Stream.concat(Stream.of(part), Arrays.stream(allowed.split(" ", -1)))
                .map(name -> "dev.zjail." + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.zjail." + part)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.zjail..").and(resideOutsideOfPackages(known)))
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("say of each public type for whom it is")
    void everyPublicTypeCarriesApi() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .because("who uses the library must know what may change")
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName(
            "the engine's values know of the leaves only what goes in and out: mapped files, a policy, a root's contents")
    void valuesKnowOnlyWhatGoesInAndOut() {
        noClasses()
                .that()
                .resideInAPackage("dev.zjail.engine")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.zjail.engine.*..")
                        .and(not(type(FileMapping.class)))
                        .and(not(type(HostMount.class)))
                        .and(not(type(Provisions.class)))
                        .and(not(type(InvalidRootfsException.class)))
                        .and(not(type(RootDigests.class)))
                        .and(not(type(JailFile.class)))
                        .and(not(type(RequestedPolicy.class)))
                        .and(not(type(Refusal.class)))
                        .and(not(type(InvalidPolicyException.class))))
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("only libc calls native code")
    void onlyLibcCallsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.zjail.engine.libc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai..")
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("none depends on a test framework, an assertion library, JSON or Bouncy Castle")
    void noneDependsOnTestFrameworks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..", "org.opentest4j..", "org.assertj..", "com.fasterxml..", "org.bouncycastle..")
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("say of each class of the largest package to which group it belongs")
    void eachClassOfTheLauncherIsInAGroup() throws IOException {
        Path sources = Path.of("src/main/java/dev/zjail/engine/launcher");
        String groups = Files.readString(sources.resolve("package-info.java"));
        try (Stream<Path> files = Files.list(sources)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> !name.equals("package-info")))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(name -> assertThat(groups).contains("{@code " + name + "}"));
        }
    }

    @Test
    @DisplayName("have no cycles")
    void noCycles() {
        slices().matching("dev.zjail.(**)").should().beFreeOfCycles().check(MAIN_CLASSES);
    }

    /** A top-level class with all that is nested in it: what one file holds. */
    private static final SliceAssignment FILES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("dev.zjail")
                    ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "files";
        }
    };

    @Test
    @DisplayName("have no file that depends on itself by way of another")
    void noCyclesOfFiles() {
        slices().assignedFrom(FILES).should().beFreeOfCycles().check(MAIN_CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine",
                "engine.advice",
                "engine.doctor",
                "engine.launcher",
                "engine.libc",
                "engine.policy",
                "engine.rootfs",
                "internal"
            })
    @DisplayName("were all read by these rules, and without the tests")
    void allWereRead(String part) {
        assertThat(MAIN_CLASSES)
                .filteredOn(type -> type.getPackageName().equals("dev.zjail." + part))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(MAIN_CLASSES)
                .hasSizeGreaterThanOrEqualTo(100)
                .noneMatch(type -> type.getSimpleName().endsWith("Tests"));
    }
}
