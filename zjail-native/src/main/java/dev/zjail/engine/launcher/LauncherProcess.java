package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.CapturedOutput;
import dev.zjail.engine.ConfinementException;
import dev.zjail.engine.Interleaving;
import dev.zjail.engine.RunInterruptedException;
import dev.zjail.engine.StandardStream;
import dev.zjail.engine.launcher.LaunchReport.MalformedReportException;
import dev.zjail.engine.launcher.LaunchReport.Observed;
import dev.zjail.engine.libc.Libc;
import dev.zjail.engine.libc.PollSet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One launcher, from spawn to reaped, and the one loop that talks to it: it sends the specification, feeds standard
 * input, drains both outputs, reads the report and keeps a deadline, all on the calling thread.
 *
 * <p>Every way out leads through {@link #close()}, after which no process and no descriptor is left.
 */
final class LauncherProcess implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;
    private static final String NOT_OUR_LAUNCHER =
            "the launcher was killed from outside, or is not the one this library was built with";
    private static final int CLOSED = -1;

    /**
     * How long a guest may go on that has written too much, and how much more it may write: as much as a pipe holds. A
     * program that writes and then does something worse is to be told for that, though the machine is busy and it comes
     * to it late; one that floods has written so much at once.
     */
    private static final Duration AFTER_TOO_MUCH = Duration.ofSeconds(1);

    private static final int MORE_THAN_TOO_MUCH = 64 << 10;

    private final Libc libc;
    private final int process;
    private final int wakeUp;
    private int control;
    private int stdin;
    private int stdout;
    private int stderr;

    private LauncherProcess(Libc libc, int process, int wakeUp, int control, int stdin, int stdout, int stderr) {
        this.libc = libc;
        this.process = process;
        this.wakeUp = wakeUp;
        this.control = control;
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Starts a launcher; it makes its namespaces and then waits for a specification. */
    static LauncherProcess spawn(Libc libc, String image, List<String> arguments) {
        try (Descriptors opened = new Descriptors(libc)) {
            Libc.Pipe input = opened.pipe();
            Libc.Pipe output = opened.pipe();
            Libc.Pipe errors = opened.pipe();
            Libc.SocketPair channel = opened.socketPair();
            int wakeUp = opened.eventCounter();
            libc.doNotBlock(input.writeEnd());
            libc.doNotBlock(output.readEnd());
            libc.doNotBlock(errors.readEnd());
            int process = libc.spawn(
                    image, arguments, input.readEnd(), output.writeEnd(), errors.writeEnd(), channel.there());
            opened.keep(wakeUp, channel.here(), input.writeEnd(), output.readEnd(), errors.readEnd());
            return new LauncherProcess(
                    libc, process, wakeUp, channel.here(), input.writeEnd(), output.readEnd(), errors.readEnd());
        }
    }

    int process() {
        return process;
    }

    /** What a run left behind: what the launcher said of it last, and what the guest wrote and was given. */
    record Answer(
            LaunchReport report,
            CapturedOutput stdout,
            CapturedOutput stderr,
            List<FoundEntry> found,
            Interleaving order,
            Bytes given) {}

    /** Judges what the launcher saw of a guest that it holds at its first instruction. */
    interface Gate {
        /**
         * Lets it go on by returning.
         *
         * @throws ConfinementException if it is not to execute anything
         */
        void judge(Observed observed);
    }

    /**
     * Lets the launcher make one run.
     *
     * @param outOfMemory asked whether memory ran out, where the kernel then lets some of the processes go on
     * @param patience what it may take beyond the wall limit before it is given up
     * @param gate asked once before the guest's first instruction, if it comes to that
     * @throws ConfinementException if it does not answer as it must, or the gate throws it
     * @throws RunInterruptedException if this thread is interrupted; the run has ended by then
     */
    Answer run(
            LaunchSpec spec, GuestInput input, Optional<OutOfMemoryWatch> outOfMemory, Duration patience, Gate gate) {
        Conversation conversation = new Conversation(spec, input, outOfMemory, patience, gate);
        conversation.hold();
        if (conversation.interrupted) {
            throw new RunInterruptedException();
        }
        return new Answer(
                conversation.lastReport(),
                conversation.output.collected(),
                conversation.errors.collected(),
                conversation.answers.found(),
                conversation.order.build(),
                input.given());
    }

    private static ConfinementException malformed(MalformedReportException e) {
        return launcherFailed("read the launcher's report (" + e.getMessage() + ")", NOT_OUR_LAUNCHER);
    }

    static ConfinementException launcherFailed(String step, String likelyCause) {
        return new ConfinementException(
                "launcher",
                step,
                "none",
                likelyCause,
                "run the test again; if it stays so, report it with the host's kernel log");
    }

    /** Ends whatever is left: at the end of its control channel a launcher kills its jail and exits. */
    @Override
    public void close() {
        if (control == CLOSED) {
            // It closed its end, which a launcher does by ending: if this one does not, nobody is to wait for it.
            libc.kill(process);
        }
        closeControl();
        closeStdin();
        closeStdout();
        closeStderr();
        libc.close(wakeUp);
        libc.reap(process);
    }

    private void closeControl() {
        control = closed(control);
    }

    private void closeStdin() {
        stdin = closed(stdin);
    }

    private void closeStdout() {
        stdout = closed(stdout);
    }

    private void closeStderr() {
        stderr = closed(stderr);
    }

    private int closed(int descriptor) {
        if (descriptor != CLOSED) {
            libc.close(descriptor);
        }
        return CLOSED;
    }

    /** The loop and what it knows. */
    private final class Conversation {
        private static final byte STOP = 's';

        /** {@code COMMAND_GO_ON} in {@code supervise.h}. */
        private static final byte GO_ON = 'g';

        private final ByteBuffer toLauncher;
        private final GuestInput input;
        private final ByteBuffer goOnCommand = command(GO_ON);
        private final ByteBuffer stopCommand = command(STOP);
        private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);
        private final LauncherAnswers answers;
        private final Gate gate;
        private final OutputCollector output;
        private final OutputCollector errors;
        private final Interleaving.Builder order = new Interleaving.Builder();
        private final PollSet polled = libc.pollSet(7);
        private final Interruption interruption = new Interruption(libc, wakeUp);
        private final Optional<OutOfMemoryWatch> outOfMemory;
        private final long deadline;
        private boolean admitted;
        private boolean tooMuch;
        private long tooMuchSince;
        private boolean stopping;
        private boolean interrupted;

        Conversation(
                LaunchSpec spec,
                GuestInput input,
                Optional<OutOfMemoryWatch> outOfMemory,
                Duration patience,
                Gate gate) {
            this.gate = gate;
            answers = new LauncherAnswers(spec.collect().size());
            this.input = input;
            this.outOfMemory = outOfMemory;
            toLauncher = spec.encode();
            output = new OutputCollector(spec.limits().outputBytes());
            errors = new OutputCollector(spec.limits().outputBytes());
            deadline = System.nanoTime() + spec.limits().wall().plus(patience).toNanos();
        }

        private static ByteBuffer command(byte letter) {
            return ByteBuffer.allocateDirect(1).put(letter).flip();
        }

        void hold() {
            feedGuest();
            try {
                while (control != CLOSED || stdout != CLOSED || stderr != CLOSED) {
                    exchange();
                    admitIfSeen();
                    stopIfDue();
                }
            } finally {
                input.end();
            }
        }

        /** A run that came to an end has been seen at its first instruction before. */
        LaunchReport lastReport() {
            try {
                LaunchReport last = answers.last();
                if (last instanceof LaunchReport.Ended && !admitted) {
                    throw new MalformedReportException("an end without a beginning");
                }
                return last;
            } catch (MalformedReportException e) {
                throw malformed(e);
            }
        }

        private void admitIfSeen() {
            if (admitted) {
                return;
            }
            try {
                Optional<Observed> observed = answers.observed();
                if (observed.isPresent()) {
                    gate.judge(observed.get());
                    admitted = true;
                    input.begin(() -> libc.raise(wakeUp));
                }
            } catch (MalformedReportException e) {
                libc.kill(process);
                throw malformed(e);
            }
        }

        /** What the launcher is to be told next; without anything left in it there is nothing to tell. */
        private ByteBuffer nextForLauncher() {
            if (toLauncher.hasRemaining() || !(admitted || stopping)) {
                return toLauncher;
            }
            return stopping ? stopCommand : goOnCommand;
        }

        private void exchange() {
            polled.clear();
            boolean sending = nextForLauncher().hasRemaining();
            int fromControl = control == CLOSED ? CLOSED : polled.addReadable(control);
            int toControl = control == CLOSED || !sending ? CLOSED : polled.addWritable(control);
            int toStdin = stdin == CLOSED || !input.hasMore() ? CLOSED : polled.addWritable(stdin);
            int fromStdout = stdout == CLOSED ? CLOSED : polled.addReadable(stdout);
            int fromStderr = stderr == CLOSED ? CLOSED : polled.addReadable(stderr);
            int woken = interrupted ? CLOSED : polled.addReadable(wakeUp);
            int memory = outOfMemory
                    .map(watch -> polled.addReadable(watch.descriptor()))
                    .orElse(CLOSED);
            waitForEvents();
            if (isReady(toControl)) {
                tellLauncher();
            }
            if (isReady(toStdin)) {
                feedGuest();
            }
            if (isReady(fromStdout) && !drain(StandardStream.STDOUT, stdout, output)) {
                closeStdout();
            }
            if (isReady(fromStderr) && !drain(StandardStream.STDERR, stderr, errors)) {
                closeStderr();
            }
            if (isReady(fromControl) && !drain(control, answers::take)) {
                closeControl();
            }
            if (isReady(memory)) {
                outOfMemory.ifPresent(OutOfMemoryWatch::hear);
            }
            if (isReady(woken)) {
                heedWakeUp();
            }
        }

        /** Whoever talks with the guest has something for it, or wants its end; else it is an interruption. */
        private void heedWakeUp() {
            if (input.isOfTalk()) {
                received.clear().limit(Long.BYTES);
                libc.read(wakeUp, received);
                feedGuest();
            } else {
                interrupted = true;
            }
        }

        private void waitForEvents() {
            long nextDue = Math.min(untilNextLook(), input.nanosecondsUntilMore());
            long left = Math.max(0, Math.min(nanosecondsLeft(), nextDue));
            int milliseconds =
                    (int) Math.min(Integer.MAX_VALUE, Duration.ofNanos(left).toMillis() + 1);
            if (interrupted) {
                libc.poll(polled, milliseconds);
            } else {
                interrupted = interruption.during(() -> libc.poll(polled, milliseconds));
            }
        }

        /** Until something is due, if nothing happens before. */
        private long nanosecondsLeft() {
            long untilDeadline = deadline - System.nanoTime();
            boolean isLenient = tooMuch && !stopping && control != CLOSED;
            return isLenient ? Math.min(untilDeadline, lenienceLeft()) : untilDeadline;
        }

        private long lenienceLeft() {
            return AFTER_TOO_MUCH.toNanos() - (System.nanoTime() - tooMuchSince);
        }

        private long untilNextLook() {
            return outOfMemory
                    .filter(watch -> !stopping && watch.isLooking())
                    .map(watch -> watch.betweenLooks().toNanos())
                    .orElse(Long.MAX_VALUE);
        }

        /** The kernel killed one process for the memory of all, which is the end of all. */
        private boolean memoryRanOut() {
            return outOfMemory
                    .filter(watch -> !stopping && watch.isLooking() && watch.hasKilled())
                    .isPresent();
        }

        private boolean isReady(int place) {
            return place != CLOSED && polled.ready(place);
        }

        private void tellLauncher() {
            if (libc.send(control, nextForLauncher()) == Libc.Transfer.OVER) {
                // It refused before it had read everything; its report says why.
                List.of(toLauncher, goOnCommand, stopCommand).forEach(told -> told.position(told.limit()));
            }
        }

        private void feedGuest() {
            if (stdin != CLOSED && input.feed(this::writeToGuest)) {
                closeStdin();
                input.closed();
            }
        }

        private Libc.Transfer writeToGuest(ByteBuffer bytes) {
            int before = bytes.position();
            Libc.Transfer transfer = libc.write(stdin, bytes);
            if (input.isOfTalk()) {
                order.add(StandardStream.STDIN, bytes.position() - before);
            }
            return transfer;
        }

        private boolean drain(StandardStream stream, int descriptor, OutputCollector collector) {
            received.clear();
            Libc.Transfer transfer = libc.read(descriptor, received);
            byte[] kept = collector.take(received.flip());
            order.add(stream, kept.length);
            input.heard(stream, kept);
            return transfer != Libc.Transfer.OVER;
        }

        /** Returns whether there may be more. */
        private boolean drain(int descriptor, Consumer<ByteBuffer> taker) {
            received.clear();
            Libc.Transfer transfer = libc.read(descriptor, received);
            taker.accept(received.flip());
            return transfer != Libc.Transfer.OVER;
        }

        private void stopIfDue() {
            if (!tooMuch && (output.isOver() || errors.isOver())) {
                tooMuch = true;
                tooMuchSince = System.nanoTime();
            }
            boolean floods = output.isOverBy(MORE_THAN_TOO_MUCH) || errors.isOverBy(MORE_THAN_TOO_MUCH);
            stopping |=
                    interrupted || input.endIsAsked() || floods || (tooMuch && lenienceLeft() <= 0) || memoryRanOut();
            if (answers.isOver()) {
                libc.kill(process);
                throw launcherFailed(
                        "read the launcher's report (it is longer than " + LaunchReport.LARGEST + " bytes)",
                        NOT_OUR_LAUNCHER);
            }
            if (System.nanoTime() - deadline >= 0) {
                libc.kill(process);
                throw launcherFailed(
                        "wait for the launcher's report", "the launcher hangs, or the machine is overloaded");
            }
        }
    }
}
