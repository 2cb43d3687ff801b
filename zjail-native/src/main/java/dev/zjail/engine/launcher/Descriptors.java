package dev.zjail.engine.launcher;

import dev.zjail.engine.libc.Libc;
import java.util.ArrayList;
import java.util.List;

/** Descriptors that are closed unless they are kept. */
final class Descriptors implements AutoCloseable {
    private final Libc libc;
    private final List<Integer> open = new ArrayList<>();

    Descriptors(Libc libc) {
        this.libc = libc;
    }

    Libc.Pipe pipe() {
        Libc.Pipe pipe = libc.pipe();
        open.add(pipe.readEnd());
        open.add(pipe.writeEnd());
        return pipe;
    }

    Libc.SocketPair socketPair() {
        Libc.SocketPair pair = libc.socketPair();
        open.add(pair.here());
        open.add(pair.there());
        return pair;
    }

    int eventCounter() {
        int counter = libc.eventCounter();
        open.add(counter);
        return counter;
    }

    void keep(Integer... descriptors) {
        open.removeAll(List.of(descriptors));
    }

    @Override
    public void close() {
        open.forEach(libc::close);
    }
}
