package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.Execution;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.RunningJail;
import dev.zjail.engine.StandardStream;
import dev.zjail.engine.libc.Libc;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where two threads meet: the one that makes a run, which must never wait for the other, and the one that talks with
 * its program. Every field is guarded by the lock.
 */
final class Talk implements RunningJail {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private Runnable wakeUp = () -> {};
    private byte[] sending = {};
    private int sent;
    private int sentInAll;
    private boolean inputEnds;
    private boolean inputClosed;
    private boolean endAsked;
    private boolean begun;
    private boolean over;
    private Optional<Execution> execution = Optional.empty();
    private @Nullable Throwable failure;

    // ---- the thread that makes the run ----

    /** Makes the run, and keeps what comes of it for the other thread. */
    void conduct(Supplier<Execution> run) {
        try {
            Execution made = run.get();
            change(() -> execution = Optional.of(made));
        } catch (RuntimeException | Error e) {
            change(() -> failure = e);
        } finally {
            change(() -> over = true);
        }
    }

    void begin(Runnable wakeUp) {
        change(() -> {
            this.wakeUp = wakeUp;
            begun = true;
        });
    }

    /** What would be woken is closed, and its number may be somebody else's soon. */
    void forgetWakeUp() {
        change(() -> wakeUp = () -> {});
    }

    /** Takes what fits from a direct buffer, and advances its position. */
    interface Pipe {
        Libc.Transfer write(ByteBuffer from);
    }

    boolean hasMore() {
        return look(() -> sent < sending.length);
    }

    /** Writes what fits of what is being sent, and returns whether the pipe is to be closed. */
    boolean feed(ByteBuffer chunk, Pipe pipe) {
        return look(() -> {
            Libc.Transfer transfer = Libc.Transfer.DONE;
            while (sent < sending.length && transfer == Libc.Transfer.DONE) {
                chunk.clear();
                chunk.put(sending, sent, Math.min(chunk.remaining(), sending.length - sent))
                        .flip();
                transfer = pipe.write(chunk);
                sent += chunk.position();
            }
            changed.signalAll();
            return transfer == Libc.Transfer.OVER || (inputEnds && sent == sending.length);
        });
    }

    void inputIsClosed() {
        change(() -> inputClosed = true);
    }

    void heard(StandardStream stream, byte[] bytes) {
        if (bytes.length > 0) {
            change(() -> (stream == StandardStream.STDOUT ? stdout : stderr).write(bytes, 0, bytes.length));
        }
    }

    boolean endIsAsked() {
        return look(() -> endAsked);
    }

    // ---- the thread that talks ----

    /** Returns once the program begins, or throws why it does not. */
    void awaitBegin(Thread maker) {
        try {
            awaitUntil(() -> begun || over, Duration.ofNanos(Long.MAX_VALUE));
        } catch (InterruptedException e) {
            // It heeds this before the run as in one, and throws what we will throw.
            maker.interrupt();
            awaitOver();
            Thread.currentThread().interrupt();
        }
        if (look(() -> !begun || failure instanceof RunInterruptedException)) {
            executionOrFailure();
        }
    }

    @Override
    public int send(Bytes bytes, Duration atMost) {
        change(() -> {
            if (bytes.size() > MOST_SENT_BYTES - sentInAll) {
                throw new IllegalArgumentException("more than " + MOST_SENT_BYTES + " bytes in all");
            }
            sentInAll += bytes.size();
            sending = bytes.toArray();
            sent = 0;
            wakeUp.run();
        });
        try {
            awaitUntil(() -> sent == sending.length || inputClosed || over, atMost);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return look(() -> {
            // What was not taken in time is taken back: it is not to reach the program behind the caller's back.
            sending = new byte[0];
            int taken = sent;
            sent = 0;
            return taken;
        });
    }

    @Override
    public void endInput() {
        change(() -> {
            inputEnds = true;
            wakeUp.run();
        });
    }

    @Override
    public boolean acceptsInput() {
        return look(() -> !inputEnds && !inputClosed && !over);
    }

    @Override
    public Received receive(Duration atMost) {
        try {
            awaitUntil(() -> stdout.size() + stderr.size() > 0 || over, atMost);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return look(() -> new Received(taken(stdout), taken(stderr), over));
    }

    private static Bytes taken(ByteArrayOutputStream stream) {
        Bytes bytes = Bytes.of(stream.toByteArray());
        stream.reset();
        return bytes;
    }

    @Override
    public Execution awaitEnd() {
        try {
            awaitUntil(() -> over, Duration.ofNanos(Long.MAX_VALUE));
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return executionOrFailure();
    }

    @Override
    public Execution end() {
        change(() -> {
            endAsked = true;
            wakeUp.run();
        });
        awaitOver();
        return executionOrFailure();
    }

    @Override
    public void close() {
        change(() -> {
            endAsked = true;
            wakeUp.run();
        });
        awaitOver();
    }

    private RunInterruptedException interrupted() {
        close();
        Thread.currentThread().interrupt();
        return new RunInterruptedException();
    }

    private Execution executionOrFailure() {
        Throwable thrown = look(() -> Optional.ofNullable(failure)).orElse(null);
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return look(() -> execution).orElseThrow();
    }

    // ---- the lock ----

    private interface State {
        boolean holds();
    }

    private void awaitUntil(State state, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!state.holds() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitOver() {
        lock.lock();
        try {
            while (!over) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T look(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }
}
