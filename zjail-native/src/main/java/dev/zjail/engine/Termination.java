package dev.zjail.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What ended a run. One of four, never an overloaded number: a program that exits with 137 and one that was killed by
 * SIGKILL are different values.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Termination {

    /**
     * Says in one sentence, without a full stop, how the run ended.
     *
     * @return such as {@code exited with status 0} or {@code killed by signal SIGSEGV (11)}
     */
    String describe();

    /**
     * The program ended by itself.
     *
     * @param status its exit status, 0 to 255
     */
    record Exited(int status) implements Termination {
        @Override
        public String describe() {
            return "exited with status " + status;
        }
    }

    /**
     * The seccomp filter of the jail killed the program, or a process that it had forked, because it made a system call
     * the policy does not allow. Either ends the whole run.
     *
     * <p>The call is that of the guilty thread of the program, or of any other process of the jail: a denied call of a
     * child ends the run too, whatever its parent would have made of it. Of several at the same time it is one.
     *
     * <p>Never reported for a program that sends SIGSYS to itself: that is {@link Signaled}.
     *
     * @param syscall the kernel's name of the system call, or {@code syscall_N} where the number N has none
     * @param number the number of the system call in the table of {@code architecture}
     * @param architecture the calling convention the call was made with: {@code x86_64}, {@code x32}, {@code i386} or
     *     {@code aarch64}
     * @param arguments the six argument registers, as the kernel saw them; pointers are addresses in the dead program
     * @param instructionPointer the address of the instruction after the call
     * @param inForkedProcess whether a process made it that the program had forked, and not the program itself
     */
    record SyscallDenied(
            String syscall,
            int number,
            String architecture,
            List<Long> arguments,
            long instructionPointer,
            boolean inForkedProcess)
            implements Termination {

        /** What stands for the name and the architecture of a call that could not be seen. */
        public static final String UNSEEN = "unseen";

        /** Copies the arguments. */
        public SyscallDenied {
            arguments = List.copyOf(arguments);
        }

        /**
         * Makes one of which only that it was made is known: the kernel says that the filter killed a thread, but the
         * process was ended by something else in the same moment, and the thread's registers were gone.
         *
         * @param inForkedProcess whether a process made it that the program had forked
         * @return one with the name {@link #UNSEEN}, the number -1, no arguments and the instruction pointer 0
         */
        public static SyscallDenied unseen(boolean inForkedProcess) {
            return new SyscallDenied(UNSEEN, -1, UNSEEN, List.of(), 0, inForkedProcess);
        }

        /**
         * Says whether it is known which call it was.
         *
         * @return false for one made by {@link #unseen}
         */
        public boolean isSeen() {
            return !architecture.equals(UNSEEN);
        }

        @Override
        public String describe() {
            String whose = inForkedProcess ? ", in a process that the program had forked" : "";
            if (!isSeen()) {
                return "killed by the seccomp filter in a syscall that could not be seen, because something else ended its"
                        + " process in the same moment" + whose;
            }
            String hexadecimal = arguments.stream()
                    .map(argument -> "0x" + Long.toHexString(argument))
                    .collect(Collectors.joining(", "));
            return killedIn(syscall + "(" + hexadecimal + ")", Integer.toString(number), architecture) + whose;
        }

        /**
         * Words what became of a program in a denied system call, as every message does.
         *
         * @param call the kernel's name of the call, and its arguments where they are told
         * @return a sentence without subject and full stop
         */
        public static String killedIn(String call) {
            return "killed by the seccomp filter in syscall " + call;
        }

        /**
         * Words what became of a program in a denied system call, and which one it was to the kernel.
         *
         * @param call the kernel's name of the call, and its arguments where they are told
         * @param number its number, or {@code ?} where it is not known
         * @param architecture the calling convention it was made with
         * @return a sentence without subject and full stop
         */
        public static String killedIn(String call, String number, String architecture) {
            return killedIn(call) + ", number " + number + " of " + architecture;
        }
    }

    /**
     * The program died by a signal, and no limit and no denied system call explains it.
     *
     * @param signal the name of the signal, such as {@code SIGSEGV}; {@code SIGRTMIN+n} for real-time signals
     * @param number the number of the signal
     * @param coreDumped whether the kernel says that it wrote a core dump (the jail forbids them)
     * @param stackOverflow of SIGSEGV: the end of the stack that the program ran into, as the launcher saw it
     */
    record Signaled(String signal, int number, boolean coreDumped, Optional<StackOverflow> stackOverflow)
            implements Termination {
        /**
         * By a signal that has nothing to do with the stack.
         *
         * @param signal the name of the signal
         * @param number its number
         * @param coreDumped whether the kernel says that it wrote a core dump
         */
        public Signaled(String signal, int number, boolean coreDumped) {
            this(signal, number, coreDumped, Optional.empty());
        }

        @Override
        public String describe() {
            return "killed by signal " + signal + " (" + number + ")" + (coreDumped ? ", core dumped" : "")
                    + stackOverflow.map(overflow -> ": " + overflow.describe()).orElse("");
        }
    }

    /**
     * A stack that was used up.
     *
     * @param ofThread whether it was the stack of a further thread, which is as large as the thread's maker asked; by
     *     default as the limit (pthread_create(3))
     * @param limitBytes the stack limit, in bytes
     */
    record StackOverflow(boolean ofThread, long limitBytes) {
        /**
         * Puts it into words.
         *
         * @return a sentence without full stop
         */
        public String describe() {
            String limit = "stack limit of " + Quantities.bytes(limitBytes);
            return ofThread
                    ? "its stack overflowed, in a thread of its own size or of the " + limit
                    : "its stack overflowed, at the " + limit;
        }
    }

    /**
     * The program was ended because it reached a limit.
     *
     * @param kind which limit
     * @param limit the limit, in the unit of {@code kind}
     * @param observed what was measured when it was ended, in the same unit
     */
    record LimitExceeded(LimitKind kind, long limit, long observed) implements Termination {
        @Override
        public String describe() {
            return "ended by the " + kind + " limit of " + Quantities.format(kind, limit) + " ("
                    + Quantities.format(kind, observed) + " observed)";
        }
    }
}
