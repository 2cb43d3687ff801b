package dev.zjail.benchmark;

import java.io.IOException;

/** One of those whose time is taken, by turns. */
interface Contestant {
    String name();

    /** Does it once, and returns the nanoseconds it took. */
    long once() throws IOException;

    /** One whose time is taken in this Java virtual machine. */
    static Contestant of(String name, Work work) {
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long once() throws IOException {
                long begun = System.nanoTime();
                work.perform();
                return System.nanoTime() - begun;
            }
        };
    }

    /** What is to be done once. */
    interface Work {
        void perform() throws IOException;
    }
}
