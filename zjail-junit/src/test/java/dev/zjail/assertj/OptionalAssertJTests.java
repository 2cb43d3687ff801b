package dev.zjail.assertj;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A project without AssertJ can use everything but this package. */
class OptionalAssertJTests {
    @Test
    void noOtherPackageKnowsAssertJOrThisOne() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.zjail");
        assertThat(classes.contain(ZjailAssertions.class)).isTrue();
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.zjail.assertj")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.assertj..", "dev.zjail.assertj")
                .check(classes);
    }

    @Test
    void softAssertionsCanSubclassEveryAssertion() {
        assertThat(new Class<?>[] {
                    JailResultAssert.class, UsageAssert.class, CollectedFileAssert.class, AssessmentAssert.class
                })
                .allSatisfy(type -> assertThat(type).isPublic().isNotFinal());
    }
}
