package dev.zjail.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a jailed program once for each case of a directory: {@code 1.in} is the standard input, {@code 1.out} what the
 * program must write to standard output. {@link Jailed} says which program, on the method or on its class.
 *
 * <pre>{@code
 * @JailedCases(value = "src/test/cases/sum", check = CaseCheck.TOKENS)
 * @Jailed(value = "target/native/student_sum", limits = @Limits(cpu = "500ms"))
 * void sums() {}
 * }</pre>
 *
 * <p>Each case is a test of its own, with the name of its files as display name; {@code 2} comes before {@code 10}. The
 * check is made before the method, which can be empty, or take the {@link JailResult}, the {@link JailedCase}, or a
 * {@link Jail} that has the case's input.
 *
 * <h2>The files of a case</h2>
 *
 * <ul>
 *   <li>{@code NAME.in} and {@code NAME.out}: input and output. Both must be there.
 *   <li>{@code NAME.err}, if it is there: what the program must write to standard error, by the same check; by
 *       {@link CaseCheck#TOKENS} where that is a program.
 *   <li>{@code NAME.args}, if it is there: one argument a line, behind those of {@link Jailed#args()}.
 *   <li>{@code NAME.exit}, if it is there: the exit status instead of {@link Jailed#exitCodes()}.
 *   <li>{@code points.tsv} in the directory, if it is there: a line for each case, of its name, a tabulator and whole
 *       points. Each case publishes the report entry {@code zjail.points}, such as {@code 5 of 5}, and its class the
 *       sum.
 * </ul>
 *
 * <p>Other files are left alone.
 *
 * @since 0.1
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith({JailedCasesExtension.class, JailedExtension.class})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface JailedCases {
    /**
     * Names the directory.
     *
     * @return a path; a relative one starts where that of {@link Jailed#value()} does
     */
    String value();

    /**
     * Says whether the directories in it hold cases too. Their names then are paths, such as {@code large/1}.
     *
     * @return whether they do
     */
    boolean recursive() default false;

    /**
     * Says how the output is compared.
     *
     * @return a check
     */
    CaseCheck check() default CaseCheck.EXACT;

    /**
     * Says how far two numbers may be apart, for {@link CaseCheck#NUMBERS}: {@code 1e-6} is right for 0.0000004 where 0
     * is expected, and for 1000000.4 where 1000000 is.
     *
     * @return a number from 0 to less than 1
     */
    double tolerance() default 1e-6;

    /**
     * Names the program that compares, for {@link CaseCheck#PROGRAM}. It gets the paths of the input, of the output and
     * of the answer as its arguments, as checkers made with testlib do. Exit status 0 says that the output is right; 1
     * and 2 that it is wrong, and why on standard error. Everything else is the checker's own fault, and told so. It
     * runs in a jail of its own, with the default policy and limits.
     *
     * @return a path, such as {@code "target/native/checker"}
     */
    String checker() default "";
}
