package dev.zjail;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import dev.zjail.audit.AuditCommand;
import dev.zjail.doctor.DoctorCommand;
import dev.zjail.engine.policy.RequestedPolicy;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.JailedCases;
import dev.zjail.report.SummaryListener;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The packages")
class ArchitectureTests {
    /** The engine's classes, in another module, are read only where these depend on them. */
    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.zjail.doctor",
                    "dev.zjail.build",
                    "dev.zjail.truthimatics",
                    "dev.zjail.audit",
                    "dev.zjail.report",
                    "dev.zjail.policyfile",
                    "dev.zjail.junit",
                    "dev.zjail.golden",
                    "dev.zjail.assertj");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "doctor, engine",
        "truthimatics, engine",
        "audit, engine truthimatics",
        "build, engine",
        "policyfile, engine",
        "junit, engine truthimatics audit policyfile build",
        "golden, build junit",
        "report, engine truthimatics audit build junit golden",
        "assertj, engine truthimatics junit golden",
    })
    @DisplayName("depend on these packages of zjail, on internal, and on no other")
    void dependOnThesePackagesOnly(String part, String allowed) {
        String[] known = Stream.concat(Stream.of(part, "internal"), Arrays.stream(allowed.split(" ", -1)))
                .map(name -> "dev.zjail." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.zjail." + part + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.zjail..").and(resideOutsideOfPackages(known)))
                .check(MAIN_CLASSES);
    }

    @ParameterizedTest(name = "{0}: only in {1}")
    @CsvSource({
        "org.assertj.., assertj",
        "com.fasterxml.., truthimatics audit doctor policyfile report",
        "org.bouncycastle.., audit",
        "org.junit.jupiter.., junit",
        "org.junit.platform.., report",
        "dev.zjail.engine.launcher.., junit",
    })
    @DisplayName("keep each library to the packages that need it")
    void keepEachLibraryToItsPackages(String library, String parts) {
        String[] packages = Arrays.stream(parts.split(" ", -1))
                .map(part -> "dev.zjail." + part + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN_CLASSES);
    }

    /** Failures that carry expected and actual value, for the IDE and the report to compare, and aborted tests. */
    @Test
    @DisplayName("leave opentest4j to those that fail tests, and to the report")
    void leaveOpentest4jToThoseThatFailTests() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.zjail.junit..", "dev.zjail.assertj..", "dev.zjail.report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.opentest4j..")
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("do not know libc")
    void doNotKnowLibc() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.zjail.engine.libc..", "jnr..", "com.kenai..")
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("know of a policy only that it was asked for, but for those who read one")
    void knowOnlyRequestedPolicies() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.zjail.policyfile..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.zjail.engine.policy..").and(not(type(RequestedPolicy.class))))
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("print nothing, but for the summary and the commands")
    void printNothing() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SummaryListener.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(DoctorCommand.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(AuditCommand.class.getName())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(target(name("printStackTrace")).and(target(owner(assignableTo(Throwable.class)))))
                .check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("have no cycles")
    void noCycles() {
        slices().matching("dev.zjail.(*)..").should().beFreeOfCycles().check(MAIN_CLASSES);
    }

    @Test
    @DisplayName("say of each public type for whom it is")
    void everyPublicTypeCarriesApi() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beAnnotatedWith(API.class)
                .because("who uses the library must know what may change")
                .check(MAIN_CLASSES);
    }

    /** An annotation names its extension, and the extension reads the annotation: JUnit wants it so. */
    @Test
    @DisplayName("have no two files that know each other")
    void noCyclesOfFiles() {
        slices().assignedFrom(FILES)
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        nameMatching(Pattern.quote(Jailed.class.getName())), nameMatching(".*\\.JailedExtension"))
                .ignoreDependency(
                        nameMatching(Pattern.quote(JailedCases.class.getName())),
                        nameMatching(".*\\.JailedCasesExtension"))
                .check(MAIN_CLASSES);
    }

    private static final SliceAssignment FILES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return MAIN_CLASSES.contain(type.getName())
                    ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "files";
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"build", "truthimatics", "audit", "report", "junit", "golden", "assertj"})
    @DisplayName("were all read by these rules, and without the tests")
    void allWereRead(String part) {
        assertThat(MAIN_CLASSES)
                .filteredOn(type -> type.getPackageName().equals("dev.zjail." + part))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(MAIN_CLASSES).anyMatch(type -> type.getPackageName().equals("dev.zjail.doctor"));
        assertThat(MAIN_CLASSES)
                .hasSizeGreaterThanOrEqualTo(50)
                .noneMatch(type -> type.getSimpleName().endsWith("Tests"));
    }
}
