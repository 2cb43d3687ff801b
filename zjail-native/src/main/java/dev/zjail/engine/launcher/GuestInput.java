package dev.zjail.engine.launcher;

import dev.zjail.engine.Bytes;
import dev.zjail.engine.InputPace;
import dev.zjail.engine.StandardStream;
import dev.zjail.engine.libc.Libc;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What one launcher's guest is given to read: what was asked for, then what its talk brings, if it has one. */
final class GuestInput {
    private static final int CHUNK_BYTES = 16 << 10;

    private final Bytes asked;
    private final ByteBuffer askedLeft;
    private final boolean staysOpen;
    private final PacedInput pace;
    private final Optional<Talk> talk;
    private final ByteBuffer chunk;
    private final ByteArrayOutputStream given = new ByteArrayOutputStream(0);

    private GuestInput(Bytes asked, boolean staysOpen, InputPace pace, Optional<Talk> talk) {
        this.asked = asked;
        this.staysOpen = staysOpen;
        this.pace = new PacedInput(pace, asked.size());
        this.talk = talk;
        askedLeft = ByteBuffer.allocateDirect(asked.size())
                .put(asked.asReadOnlyBuffer())
                .flip();
        // A direct buffer costs a run that has no use for it.
        chunk = talk.isPresent() ? ByteBuffer.allocateDirect(CHUNK_BYTES) : ByteBuffer.allocate(0);
    }

    static GuestInput of(PreparedRun run) {
        return new GuestInput(
                run.spec().stdin(), run.spec().stdinOpen(), run.conditions().inputPace(), run.talk());
    }

    /** The guest is at its first instruction, and will be let go on. */
    void begin(Runnable wakeUp) {
        pace.begin();
        talk.ifPresent(present -> present.begin(wakeUp));
    }

    /** Nobody is there any more who could be woken. */
    void end() {
        talk.ifPresent(Talk::forgetWakeUp);
    }

    boolean hasMore() {
        return askedLeft.position() < pace.due()
                || (pace.isPaced() && pace.isAllDue() && !staysOpen)
                || talk.filter(Talk::hasMore).isPresent();
    }

    /** Until there is more, if it is known when. */
    long nanosecondsUntilMore() {
        return pace.nanosecondsUntilMore();
    }

    /** Writes what fits, and returns whether the pipe is to be closed. */
    boolean feed(Talk.Pipe pipe) {
        askedLeft.limit(Math.max(askedLeft.position(), pace.due()));
        if (askedLeft.hasRemaining() && write(askedLeft, pipe) == Libc.Transfer.OVER) {
            return true;
        }
        if (askedLeft.position() < asked.size() || !pace.isAllDue()) {
            return false;
        }
        return talk.map(present -> present.feed(chunk, bytes -> write(bytes, pipe)))
                .orElse(!staysOpen);
    }

    private Libc.Transfer write(ByteBuffer bytes, Talk.Pipe pipe) {
        ByteBuffer written = bytes.duplicate();
        Libc.Transfer transfer = pipe.write(bytes);
        written.limit(bytes.position());
        if (talk.isPresent()) {
            byte[] copy = new byte[written.remaining()];
            written.get(copy);
            given.write(copy, 0, copy.length);
        }
        return transfer;
    }

    boolean isOfTalk() {
        return talk.isPresent();
    }

    void closed() {
        talk.ifPresent(Talk::inputIsClosed);
    }

    void heard(StandardStream stream, byte[] bytes) {
        talk.ifPresent(present -> present.heard(stream, bytes));
    }

    boolean endIsAsked() {
        return talk.filter(Talk::endIsAsked).isPresent();
    }

    /** What was written to the pipe of a talk; else what was asked for, however much of it the guest read. */
    Bytes given() {
        return talk.isPresent() ? Bytes.of(given.toByteArray()) : asked;
    }
}
