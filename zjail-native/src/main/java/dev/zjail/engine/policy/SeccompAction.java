package dev.zjail.engine.policy;

import org.apiguardian.api.API;

/** What a filter does with one system call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface SeccompAction {

    /** The call is made ({@code SECCOMP_RET_ALLOW}). */
    record Allow() implements SeccompAction {}

    /** The whole process is killed, and the call is not made ({@code SECCOMP_RET_KILL_PROCESS}). */
    record KillProcess() implements SeccompAction {}

    /**
     * The call is made, and the tracer is told ({@code SECCOMP_RET_TRACE}); without a tracer it is not made and fails.
     * Only a filter for observing or for watching does this.
     *
     * @param mark what the tracer is told with it ({@code SECCOMP_RET_DATA}), 0 to 4095
     */
    record Trace(int mark) implements SeccompAction {

        /** A call that a C library makes by itself too, with just these arguments. */
        public static final int ALSO_OF_C_LIBRARY = 1;

        /**
         * A call that would make a process which is not traced: {@code MARK_HIDES_CHILD} in {@code supervise.h}. It is
         * not written down for this.
         */
        public static final int HIDES_CHILD = 2;

        /** A call whose first argument is a path: {@code MARK_FIRST_NAMES_PATH} in {@code supervise.h}. */
        public static final int FIRST_NAMES_PATH = 3;

        /** A call whose second argument is a path: {@code MARK_SECOND_NAMES_PATH} in {@code supervise.h}. */
        public static final int SECOND_NAMES_PATH = 4;

        /**
         * Calls are one only if certain arguments are the same, each of which has a bit below:
         * {@code MARK_BY_ARGUMENTS} in {@code supervise.h}.
         */
        static final int BY_ARGUMENTS = 0x40;

        private static final int LARGEST = 0xFFF;

        /** Without a mark. */
        public Trace() {
            this(0);
        }

        /**
         * Checks the mark.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Trace {
            if (mark < 0 || mark > LARGEST) {
                throw new IllegalArgumentException("a mark must be 0 to " + LARGEST + ", but was: " + mark);
            }
        }
    }

    /**
     * The call is not made and fails ({@code SECCOMP_RET_ERRNO}); nobody is told.
     *
     * @param errno the error it fails with, 1 to 4095
     */
    record Fail(int errno) implements SeccompAction {

        /**
         * Checks the error number.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Fail {
            requireErrno(errno);
        }
    }

    /**
     * The call is not made and fails, and the tracer is told, so that the result lists it ({@code SECCOMP_RET_TRACE}
     * with the error number above the marks of {@link Trace}). Without a tracer it is not made either, and fails with
     * ENOSYS.
     *
     * @param errno the error it fails with, 1 to 4095
     */
    record Refuse(int errno) implements SeccompAction {

        /**
         * Checks the error number.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Refuse {
            requireErrno(errno);
        }
    }

    /** {@code MAX_ERRNO} of the kernel is the largest. */
    private static void requireErrno(int errno) {
        if (errno < 1 || errno > 4095) {
            throw new IllegalArgumentException("an errno must be 1 to 4095, but was: " + errno);
        }
    }
}
