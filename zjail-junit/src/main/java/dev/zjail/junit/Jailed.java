package dev.zjail.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a native binary under test in the jail, and hands the test what happened.
 *
 * <p>State what the program may do, and assert on what it did:
 *
 * <pre>{@code
 * @Test
 * @Jailed("target/native/greeter")
 * void greets(JailResult run) {
 *   assertThat(run).exitedWith(0).hasStdout("hello\n");
 * }
 *
 * @Test
 * @Jailed("target/native/tracer")
 * void mayNotTrace(JailResult run) {
 *   assertThat(run).wasKilledBySyscall("ptrace");
 * }
 *
 * @Test
 * @Jailed(value = "target/native/greeter", limits = @Limits(cpu = "200ms"))
 * void greetsEverybody(Jail jail) {
 *   assertThat(jail.run("Ada")).hasStdout("hello Ada\n");
 *   assertThat(jail.run("Linus")).hasStdout("hello Linus\n");
 * }
 * }</pre>
 *
 * <h2>Who makes the run</h2>
 *
 * <ul>
 *   <li>A test method that takes a {@link JailResult} receives the <em>annotated run</em>: it is made once for each
 *       invocation, after the {@code @BeforeEach} methods and before the test method. Whatever its verdict, the test
 *       method runs and asserts.
 *   <li>A test method that takes a {@link Jail} makes its runs itself. Lifecycle methods can take a {@code Jail} too; a
 *       test whose {@code @BeforeEach} or {@code @BeforeAll} method took one makes its runs with that.
 *   <li>A test method that takes both has both.
 *   <li>For a test that takes neither the annotated run is made all the same, and a
 *       {@link dev.zjail.truthimatics.Verdict#REJECT} verdict fails the test before its method begins.
 * </ul>
 *
 * <p>Works with {@code @Test}, {@code @RepeatedTest}, {@code @ParameterizedTest} and other templates (a run for each
 * invocation) and {@code @TestFactory} (one run for the factory method). A {@code JailResult} cannot be taken by a
 * lifecycle method, and neither type by a constructor: no test has begun there to which a run could belong.
 *
 * <p>JUnit's {@code @Timeout} on a test method counts what the method does, and so the runs of a {@code Jail}. The
 * annotated run is made before; {@link Limits#wall()} bounds it.
 *
 * <h2>Which annotation counts</h2>
 *
 * <p>{@code @Jailed} can stand on a test method, on a lifecycle method that takes a {@code Jail}, on a class, on an
 * interface, and on another annotation, which then stands for it. All that apply are merged <em>attribute by
 * attribute</em> (those of {@link #limits()} too): the closest annotation that gives an attribute decides it. From
 * close to far: the method; the test class; its interfaces; its superclasses, each with its interfaces; then the same
 * for the enclosing class of a {@code @Nested} class, and so on outwards. On one element, {@code @Jailed} itself comes
 * before annotations that carry it, and of several of those the one written first.
 *
 * <p>Lists are replaced, never joined. An attribute that is left at its declared default ({@code ""}, {@code {}} or
 * {@code -1}) is <em>not given</em>; therefore an annotation cannot make a list empty again that a farther one filled:
 * {@link Jail#withArgs(String...)} and its like can.
 *
 * <h2>When it goes wrong</h2>
 *
 * <p>A wrong value fails the test with an {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} that
 * names the attribute, the rule, the value and the remedy, before anything is created. A host that cannot confine the
 * program fails the test with a {@link dev.zjail.engine.ConfinementException}, or aborts it where the configuration
 * parameter {@code zjail.unsupported} is {@code abort}; the program never runs with fewer layers than asked.
 *
 * <h2>Parallel execution</h2>
 *
 * <p>Safe: every run has namespaces, a root directory and a user id of its own, and tests share nothing but the audit
 * trail, which is safe too.
 *
 * @since 0.1
 * @see Jail
 * @see JailResult
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(JailedExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Jailed {

    /**
     * Names the program: an ELF executable of this machine's architecture. A relative path starts at the directory of
     * the module: the system property {@code basedir}, which Maven's Surefire sets, or else the working directory.
     *
     * @return a path such as {@code "target/native/greeter"}; {@code ""} is not given. It must be given for an
     *     annotated run; a {@link Jail} can be given it by {@link Jail#withExecutable(java.nio.file.Path)} as well.
     */
    String value() default "";

    /**
     * Lists the program's arguments, without the zeroth.
     *
     * @return the arguments; effective default none
     */
    String[] args() default {};

    /**
     * Lists the program's whole environment; nothing of the JVM's own is passed on.
     *
     * @return entries of the form {@code NAME=value}, each name once; effective default none
     */
    String[] env() default {};

    /**
     * Gives what the program can read from its standard input, in UTF-8; end of file follows.
     *
     * @return the text; effective default none. Bytes that are no text: {@link Jail#withStdin(byte[])}.
     */
    String stdin() default "";

    /**
     * Names the policy: the list of system calls the program may make. What ends with {@code .json} is a policy file of
     * the project's own; a relative path starts where that of {@link #value()} does.
     *
     * @return {@code "auto"}, which is {@code static} or {@code dynamic} by the header of the executable;
     *     {@code "threads"} or {@code "processes"}, which are wider, for programs that make threads or fork;
     *     {@code "strict"}, for programs without a C library; one of {@code "static"}, {@code "dynamic"},
     *     {@code "static-threads"}, {@code "dynamic-threads"}, {@code "static-processes"} and
     *     {@code "dynamic-processes"}, whatever the header says; or a path such as
     *     {@code "src/test/policies/converter.json"}; {@code ""} is not given; effective default {@code "auto"}
     */
    String policy() default "";

    /**
     * Lists system calls that are allowed beyond the policy.
     *
     * @return the kernel's names, such as {@code "getpid"}; effective default none
     */
    String[] allow() default {};

    /**
     * Bounds what the run may use.
     *
     * @return the limits; each attribute of it is merged by itself
     */
    Limits limits() default @Limits;

    /**
     * Lists files and directories of the host that the program can read.
     *
     * <p>Its dynamic loader and its libraries need no entry where they lie in the system's library directories, in the
     * program's own directory or below it, or in {@code lib} or {@code lib64} beside that. From elsewhere they come
     * only as an entry says, whatever the program's headers do.
     *
     * @return entries of the form {@code "host -> /path/in/the/jail"}; a relative host path starts where that of
     *     {@link #value()} does; effective default none
     */
    String[] files() default {};

    /**
     * Lists places the program can write: each a tmpfs of its own, empty at the start and gone with the run.
     *
     * @return entries of the form {@code "/path/in/the/jail:size"}, such as {@code "/tmp:16MiB"}, each of 4 KiB or
     *     more; effective default none
     */
    String[] tmpfs() default {};

    /**
     * Gives the budget of further runs on the same input, under varied conditions, for a verdict on determinism: 0 or
     * more. They are made as long as the evidence does not decide: with 16 the whole plan of replays fits in, and what
     * is left finds out why one differed; a larger budget is allowed, and no more runs come of it, because the plan
     * ends. With 0, and without {@link #contrasts()}, no further run is made.
     *
     * @return a number of runs; -1 is not given; effective default 0
     */
    int replays() default -1;

    /**
     * Lists other inputs, each of which should change what the program does. Each must differ from {@link #stdin()}. A
     * run is made on each, whatever {@link #replays()} is. If none changes anything, the verdict is
     * {@link dev.zjail.truthimatics.Verdict#UNCERTAIN} unless {@link #inputIndependent()}: to do the same always is no
     * feat for a program that does not look at its input. Without replays that is all they can tell: the verdict stays
     * {@link dev.zjail.truthimatics.Verdict#UNCERTAIN} if they change something, too. Other arguments and files:
     * {@link Jail#contrastingWith(Jail)}.
     *
     * @return texts to give as standard input instead; effective default none
     */
    String[] contrasts() default {};

    /**
     * Says that the program may do the same whatever its input. {@link #contrasts()} may be given as well: they are
     * run, and the assessment shows how many changed something, but no number of them is asked for.
     *
     * @return whether it may; {@code false} is not given; effective default {@code false}
     */
    boolean inputIndependent() default false;

    /**
     * Lists what may differ between two runs. It is taken out of both outputs before they are compared, and the verdict
     * names it: DETERMINISTIC modulo timestamps. What the test itself sees of the output is not changed.
     *
     * @return some of {@code "timestamps"}, {@code "addresses"} and {@code "temporary-paths"}; effective default none
     */
    String[] normalise() default {};

    /**
     * Lists the exit statuses that are as expected; any other makes the verdict
     * {@link dev.zjail.truthimatics.Verdict#REJECT}.
     *
     * @return statuses from 0 to 255; {@code {}} is not given; effective default {@code {0}}
     */
    int[] exitCodes() default {};

    /**
     * Pins the program's content: if what ran is anything else, the verdict is
     * {@link dev.zjail.truthimatics.Verdict#REJECT}.
     *
     * @return BLAKE2b-256 of the executable in 64 hexadecimal digits, as {@code b2sum -l 256} prints it; {@code ""} is
     *     not given; effective default: any content
     */
    String fingerprint() default "";
}
