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
     * @param mark what the tracer is told with it ({@code SECCOMP_RET_DATA}), 0 to 65535
     */
    record Trace(int mark) implements SeccompAction {

        /** A call that a C library makes by itself too, with just these arguments. */
        public static final int ALSO_OF_C_LIBRARY = 1;

        /**
         * A call that would make a process which is not traced: {@code MARK_HIDES_CHILD} in {@code supervise.h}. It is
         * not written down for this.
         */
        public static final int HIDES_CHILD = 2;

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
            if (mark < 0 || mark > 0xFFFF) {
                throw new IllegalArgumentException("a mark must be 0 to 65535, but was: " + mark);
            }
        }
    }

    /**
     * The call is not made and fails ({@code SECCOMP_RET_ERRNO}).
     *
     * @param errno the error it fails with, 1 to 4095
     */
    record Fail(int errno) implements SeccompAction {

        /** The largest error number there is, {@code MAX_ERRNO}. */
        private static final int MAX_ERRNO = 4095;

        /**
         * Checks the error number.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Fail {
            if (errno < 1 || errno > MAX_ERRNO) {
                throw new IllegalArgumentException("an errno must be 1 to " + MAX_ERRNO + ", but was: " + errno);
            }
        }
    }
}
