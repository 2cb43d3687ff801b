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
 * Runs a native program under test in a sandbox, the jail, and gives the test what happened.
 *
 * <pre>{@code
 * @Test
 * @Jailed("target/native/greeter")
 * void greets(JailResult run) {
 *   assertThat(run).exitedWith(0).hasStdout("hello\n");
 * }
 *
 * @Test
 * @Jailed("target/native/greeter_online")
 * void mayNotCallHome(JailResult run) {
 *   assertThat(run).wasKilledBySyscall("socket");
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
 *   <li>A test method that takes a {@link JailResult} gets the <em>annotated run</em>. It is made once for each
 *       invocation, after the {@code @BeforeEach} methods. Whatever its verdict, the test method runs and asserts.
 *   <li>A test method that takes a {@link Jail} makes its runs itself. Lifecycle methods can take a {@code Jail} too: a
 *       test whose {@code @BeforeEach} or {@code @BeforeAll} method took one makes its runs with that.
 *   <li>A test method that takes both has both.
 *   <li>For a test that takes neither, the annotated run is made all the same. A
 *       {@link dev.zjail.truthimatics.Verdict#REJECT} verdict fails the test before its method begins.
 * </ul>
 *
 * <p>Works with {@code @Test}, {@code @RepeatedTest}, {@code @ParameterizedTest} and other templates (a run for each
 * invocation) and {@code @TestFactory} (one run for the factory method). A lifecycle method cannot take a
 * {@code JailResult}, and a constructor can take neither: no test has begun there to which a run could belong.
 *
 * <p>JUnit's {@code @Timeout} on a test method counts what the method does, and so the runs of a {@code Jail}. The
 * annotated run is made before; {@link Limits#wall()} bounds it.
 *
 * <h2>Which annotation counts</h2>
 *
 * <p>{@code @Jailed} can stand on a test method, on a lifecycle method that takes a {@code Jail}, on a class, on an
 * interface, and on another annotation, which then stands for it. All are merged <em>attribute by attribute</em> (those
 * of {@link #limits()} too): the closest annotation that gives an attribute decides it. From close to far:
 *
 * <ol>
 *   <li>the method;
 *   <li>the test class, its interfaces, then its superclasses, each with its interfaces;
 *   <li>the same for the enclosing class of a {@code @Nested} class, and so on outwards.
 * </ol>
 *
 * <p>On one element {@code @Jailed} itself comes first, then annotations that carry it, in the order written.
 *
 * <p>Lists are replaced, never joined. An attribute at its declared default ({@code ""}, {@code {}} or {@code -1}) is
 * <em>not given</em>. So an annotation cannot empty a list that a farther one filled; {@link Jail#withArgs(String...)}
 * and its like can.
 *
 * <h2>When it goes wrong</h2>
 *
 * <p>A wrong value fails the test before anything is created: an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} names the attribute, the rule, the value and
 * the remedy. A host that cannot confine the program fails the test with a
 * {@link dev.zjail.engine.ConfinementException}, or aborts it where the configuration parameter
 * {@code zjail.unsupported} is {@code abort}. The program never runs with fewer layers than asked.
 *
 * <h2>Parallel execution</h2>
 *
 * <p>Safe: every run has its own namespaces, root directory and user id. The audit trail, which tests share, is safe
 * too.
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
     * Names the program: an ELF executable of this machine's architecture, or a script whose first line names one. A
     * script's interpreter comes into the jail as a program does; what it needs beside its libraries, such as modules,
     * {@link #mounts()} gives. A relative path starts at the directory of the module: the system property
     * {@code basedir}, which Maven's Surefire sets, or else the working directory.
     *
     * @return a path such as {@code "target/native/greeter"}; {@code ""} is not given. An annotated run needs it; a
     *     {@link Jail} can get it by {@link Jail#withExecutable(java.nio.file.Path)} too.
     */
    String value() default "";

    /**
     * Lists the program's arguments, without the zeroth.
     *
     * @return the arguments; effective default none
     */
    String[] args() default {};

    /**
     * Lists the program's whole environment; the JVM's own is not passed on.
     *
     * @return entries of the form {@code NAME=value}, or {@code NAME-} for a variable that is declared not to be there,
     *     so that no replay sets it; each name once; effective default none, and
     *     {@code "PATH=/usr/local/bin:/usr/bin:/bin"} where {@link #allow()} has {@code execve}
     */
    String[] env() default {};

    /**
     * Gives the program's standard input, in UTF-8; end of file follows.
     *
     * @return the text; effective default none. Bytes that are no text: {@link Jail#withStdin(byte[])}.
     */
    String stdin() default "";

    /**
     * Names the policy: the list of system calls the program may make.
     *
     * <ul>
     *   <li>{@code "auto"}: {@code static} or {@code dynamic}, by the header of the executable;
     *   <li>{@code "threads"}, {@code "processes"}: wider, for programs that make threads or fork;
     *   <li>{@code "strict"}: for programs without a C library;
     *   <li>{@code "static"}, {@code "dynamic"}, {@code "static-threads"}, {@code "dynamic-threads"},
     *       {@code "static-processes"}, {@code "dynamic-processes"}: whatever the header says;
     *   <li>a path that ends with {@code .json}, such as {@code "src/test/policies/converter.json"}: a policy file of
     *       your own. A relative path starts where that of {@link #value()} does.
     * </ul>
     *
     * @return a policy; {@code ""} is not given; effective default {@code "auto"}
     */
    String policy() default "";

    /**
     * Lists system calls that are allowed beyond the policy.
     *
     * @return the kernel's names, such as {@code "getpid"}; effective default none
     */
    String[] allow() default {};

    /**
     * Lists system calls that are not made and fail with an error, where they would kill otherwise. The program goes
     * on, and {@link JailResult#refused()} lists them.
     *
     * @return the kernel's names, such as {@code "socket"}, which fails with EPERM, or {@code "socket=EAFNOSUPPORT"};
     *     effective default none
     */
    String[] refuse() default {};

    /**
     * Bounds what the run may use.
     *
     * @return the limits; each attribute of it is merged by itself
     */
    Limits limits() default @Limits;

    /**
     * Lists files and directories of the host that the program can read.
     *
     * <p>Its dynamic loader and libraries need no entry where they lie in the system's library directories, in or below
     * the program's own directory, or in {@code lib} or {@code lib64} beside that. From elsewhere they come only by an
     * entry, whatever the program's headers say.
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
     * Lists directories of the host that the program sees in place: read-only, not copied, and so not fingerprinted.
     * {@code mounts = "/usr"} is for toolchains and interpreters: it makes {@code /bin} and {@code /lib} too where the
     * host has them as links into {@code /usr}. A program that lies in such a directory keeps its path.
     *
     * <p>What is mounted below such a directory on the host is not there, unless the path ends with {@code /**}. The
     * host's root, {@code /proc}, {@code /sys} and {@code /dev} cannot be mounted, nor where the reports are written.
     *
     * @return entries such as {@code "/usr"}, or of the form {@code "host -> /path/in/the/jail"}; a relative host path
     *     starts where that of {@link #value()} does; effective default none
     */
    String[] mounts() default {};

    /**
     * Lists what the jail provides beside files: what programs expect around them.
     *
     * <ul>
     *   <li>{@code "dev"}: the host's {@code /dev/null}, {@code zero}, {@code full}, {@code random} and
     *       {@code urandom};
     *   <li>{@code "etc"}: a small {@code /etc} in which the user has the name {@code guest} and the home
     *       {@code /home/guest}, which is empty;
     *   <li>{@code "proc"}: {@code /proc}, read-only, with the processes of the jail alone, and {@code /dev/stdin},
     *       {@code stdout}, {@code stderr} and {@code fd};
     *   <li>{@code "locale"}, {@code "zoneinfo"}: the host's {@code /usr/lib/locale} and {@code /usr/share/zoneinfo},
     *       in place.
     * </ul>
     *
     * <p>{@code dev} and {@code etc} need not be named: they are there, except under the policy {@code strict}, unless
     * {@code "none"} is among the entries. So are {@code locale} and {@code zoneinfo} where {@link #env()} names a
     * locale or a time zone. What a test puts at one of these paths itself stays.
     *
     * @return names; effective default {@code dev} and {@code etc}, and what {@code env} names
     */
    String[] provide() default {};

    /**
     * Chooses where the program lies in the jail, which is its zeroth argument too.
     *
     * @return an absolute path such as {@code "/opt/tool/bin/tool"}; {@code ""} is not given; effective default its own
     *     path if that lies in {@link #mounts()}, its place in a directory that {@link #files()} maps, or else
     *     {@code /bin/} and its name ({@code /app/} where {@code /bin} is mounted)
     */
    String at() default "";

    /**
     * Chooses the directory in which the program begins.
     *
     * @return an absolute path of a directory that is in the jail, such as a place of {@link #tmpfs()}; {@code ""} is
     *     not given; effective default {@code "/"}
     */
    String workingDirectory() default "";

    /**
     * Lists what comes back from the places of {@link #tmpfs()} when the last process of the run is dead: files, or
     * directories of which all regular files beneath come back. However the run ended, they are in
     * {@link JailResult#file(String)} and {@link JailResult#files()}. No link is followed. At most 256 files come back,
     * and 16 MiB; what is left out is said.
     *
     * @return paths in the jail, such as {@code "/tmp/out.txt"}, at most 64; effective default none
     */
    String[] collect() default {};

    /**
     * Gives the budget of further runs on the same input for a verdict on determinism. The first 13 to 16 follow a plan
     * that varies what surrounds the program; the rest are plain. The more there are, the rarer is what chance may
     * still do: with 16 a program that differs by chance does so in fewer than 1 in 5 runs, with 300 in fewer than 1 in
     * 100 (95 %). No more than 10,000 are made. If one differs, the rest goes into finding out why. With 0, and without
     * {@link #contrasts()}, no further run is made.
     *
     * @return a number of runs; -1 is not given; effective default 0
     */
    int replays() default -1;

    /**
     * Lists other inputs, each of which should change what the program does, and must differ from {@link #stdin()}. A
     * run is made on each. If none changes anything, the verdict is {@link dev.zjail.truthimatics.Verdict#UNCERTAIN},
     * unless {@link #inputIndependent()}: a program that ignores its input always does the same. Without
     * {@link #replays()} the verdict is {@link dev.zjail.truthimatics.Verdict#UNCERTAIN} either way. Other arguments
     * and files: {@link Jail#contrastingWith(Jail)}.
     *
     * @return texts to give as standard input instead; effective default none
     */
    String[] contrasts() default {};

    /**
     * Says that the program may do the same whatever its input. {@link #contrasts()} are run all the same, and the
     * assessment shows how many changed something.
     *
     * @return whether it may; {@code false} is not given; effective default {@code false}
     */
    boolean inputIndependent() default false;

    /**
     * Lists what may differ between two runs. It is taken out of both outputs before they are compared, and the verdict
     * says so: DETERMINISTIC modulo timestamps. The output that the test sees is not changed; golden files are compared
     * with what is left.
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
     * Pins the program's content: if anything else ran, the verdict is {@link dev.zjail.truthimatics.Verdict#REJECT}.
     *
     * @return BLAKE2b-256 of the executable in 64 hexadecimal digits, as {@code b2sum -l 256} prints it; {@code ""} is
     *     not given; effective default: any content
     */
    String fingerprint() default "";

    /**
     * Names what confines the program.
     *
     * @return {@code "host"}: the kernel of this host. There is no other yet; {@code ""} is not given; effective
     *     default {@code "host"}
     */
    String engine() default "";
}
