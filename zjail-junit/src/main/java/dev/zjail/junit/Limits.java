package dev.zjail.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Says what one jailed run may use: the value of {@link Jailed#limits()}.
 *
 * <pre>{@code
 * @Jailed(value = "target/native/compress", limits = @Limits(cpu = "500ms", memory = "64MiB"))
 * }</pre>
 *
 * <p>A duration is a whole number followed by {@code ms}, {@code s}, {@code m} or {@code h}. A size is a whole number
 * followed by {@code B}, {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB}, powers of 1024. {@code MB} and its like
 * are refused: half of their users mean 10⁶ and the other half 2²⁰.
 *
 * <p>An attribute that is not given comes from the next farther {@code @Jailed}, each by itself, and in the end from
 * its default. A wrong value fails the test with an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} before anything runs.
 *
 * @since 0.1
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Limits {

    /**
     * Bounds CPU time, user and system, of all the program's processes together: 1 ms to 1 day.
     *
     * @return a duration such as {@code "500ms"}; {@code ""} is not given; effective default {@code "5s"}
     */
    String cpu() default "";

    /**
     * Bounds the time on the clock since the program's first instruction: 1 ms to 1 day.
     *
     * @return a duration such as {@code "2m"}; {@code ""} is not given; effective default {@code "10s"}
     */
    String wall() default "";

    /**
     * Bounds memory: at least 64 KiB.
     *
     * <ul>
     *   <li>Where a memory cgroup can be made: the real memory of all processes together, with shared memory, tmpfs,
     *       pipes and page tables. A program that uses more is ended, with all its processes, by {@code MEMORY}. What
     *       it reserves and does not touch does not count: see {@link #addressSpace()}.
     *   <li>Where none can be made: the address space of each process. A program that wants more gets ENOMEM from the
     *       kernel. No built-in policy gives shared anonymous memory then. The fact {@code memory} of the layer
     *       {@code resource_limits} says which of both it was.
     * </ul>
     *
     * @return a size such as {@code "64MiB"}; {@code ""} is not given; effective default {@code "256MiB"}, and
     *     {@code "1GiB"} under the policies {@code threads} and {@code processes} and those that extend them
     */
    String memory() default "";

    /**
     * Bounds the address space of each process: all that it maps, whether it touches it or not; at least 64 KiB. A
     * program that wants more gets ENOMEM from the kernel. Runtimes such as the JVM and Go, and sanitizers, map far
     * more than they use.
     *
     * @return a size such as {@code "4GiB"}, or {@code "unlimited"}; {@code ""} is not given; effective default
     *     unlimited where {@link #memory()} bounds real memory, and the same as {@code memory}, or less, where it does
     *     not
     */
    String addressSpace() default "";

    /**
     * Bounds the stack of the first thread of each process; glibc gives other threads as much. At least 64 KiB. A
     * program whose stack grows beyond it is killed by SIGSEGV.
     *
     * @return a size such as {@code "64MiB"}, or {@code "unlimited"}; {@code ""} is not given; effective default
     *     {@code "8MiB"}
     */
    String stack() default "";

    /**
     * Bounds the file descriptors open at the same time, the three standard ones included: 3 to 65,536.
     *
     * @return a number; -1 is not given; effective default 16, and 64 under the policies {@code threads} and
     *     {@code processes} and those that extend them
     */
    int openFiles() default -1;

    /**
     * Bounds the processes and threads alive at the same time, the program itself included: 1 to 65,536.
     *
     * @return a number; -1 is not given; effective default 1, and 32 under the policies {@code threads} and
     *     {@code processes} and those that extend them
     */
    int processes() default -1;

    /**
     * Bounds standard output and standard error, each by itself: at most 1 GiB. A program that writes more is ended;
     * what fits is kept.
     *
     * @return a size such as {@code "64KiB"}; {@code ""} is not given; effective default {@code "1MiB"}
     */
    String output() default "";

    /**
     * Bounds the size of any one file the program writes: at most 1 TiB.
     *
     * @return a size such as {@code "64KiB"}; {@code ""} is not given; effective default {@code "256MiB"}
     */
    String fileSize() default "";

    /**
     * Bounds how long the program may use next to no CPU, as when it waits for input that does not come: 10 ms to 1
     * day. Without it such a program runs into its wall-clock limit.
     *
     * @return a duration such as {@code "500ms"}; {@code ""} is not given; effective default: no such bound
     */
    String idle() default "";
}
