package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * Runs programs in the jail. Safe for use by many threads at once: every run has a launcher, namespaces and a user id
 * of its own.
 *
 * <pre>{@code
 * Execution run = HostEngine.shared().run(JailSpec.of(Path.of("target/native/greeter")));
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Engine {

    /**
     * Runs one program to its end. Returns within the wall-clock limit and a little more, whatever the program does.
     *
     * @param spec what to run, on what input, within what
     * @return the facts of the run
     * @throws InvalidJailSpecException if the request cannot be; nothing was created
     * @throws ConfinementException if the host cannot confine it as asked; the program did not run
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    default Execution run(JailSpec spec) {
        return run(spec, Conditions.DEFAULTS);
    }

    /**
     * Runs one program to its end under other conditions than the usual ones.
     *
     * @param spec as for {@link #run(JailSpec)}
     * @param conditions what is to surround the run
     * @return the facts of the run
     * @throws InvalidJailSpecException if the request cannot be, or the conditions cannot; nothing was created
     * @throws ConfinementException if the host cannot confine it as asked; the program did not run
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    Execution run(JailSpec spec, Conditions conditions);

    /**
     * Starts one program and returns when it has begun, to talk with it. Its standard input stays open behind what the
     * specification gives it. Costs a thread as long as it runs.
     *
     * @param spec as for {@link #run(JailSpec)}
     * @return the run, which its caller has to close
     * @throws InvalidJailSpecException if the request cannot be; nothing was created
     * @throws ConfinementException if the host cannot confine it as asked; the program did not run
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    RunningJail start(JailSpec spec);

    /**
     * Runs one program to its end, under the usual conditions, and looks at what it draws from beside its inputs. No
     * layer is weaker for it: what the policy does not allow is killed as in any other run. The vDSO is hidden from the
     * program, so that it makes a system call where it would have read a clock without one; those calls are made even
     * where the policy does not list them. The filter is not the one of {@link #run(JailSpec)}, nor is its digest.
     *
     * @param spec as for {@link #run(JailSpec)}
     * @return the facts of the run, the sources, and where this host does not let the launcher look
     * @throws InvalidJailSpecException if the request cannot be; nothing was created
     * @throws ConfinementException if the host cannot confine it as asked; the program did not run
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    WatchedRun watch(JailSpec spec);

    /**
     * Runs one program to its end with a recorder in the place of layer 7, to find out which system calls it makes
     * beyond its policy. Those calls are made: do this only with a program that you would trust with them inside the
     * other layers.
     *
     * @param spec as for {@link #run}
     * @return the facts of the run, and the calls
     * @throws InvalidJailSpecException if the request cannot be; nothing was created
     * @throws ConfinementException if the host cannot confine it as asked; the program did not run
     * @throws RunInterruptedException if the calling thread is interrupted; the program was ended
     */
    ObservedRun observe(JailSpec spec);
}
