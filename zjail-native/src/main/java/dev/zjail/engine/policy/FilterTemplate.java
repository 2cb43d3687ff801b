package dev.zjail.engine.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A filter that is compiled once, and wants only what is known of a guest when it starts ({@link GuestStart}). To
 * compile it anew for each run would take longer than all else that the run needs of its policy. Immutable.
 *
 * <p>Which constants those are shows where two starts make two filters: they differ in nothing else.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FilterTemplate {
    private static final int LOW_HALF = 0x2222_2222;
    private static final int HIGH_HALF = 0x1111_1111;
    private static final int ID = 0x3333_3333;

    /** Each of its three words is another one, and none is that of {@link GuestStart#ANY}. */
    private static final GuestStart MARKED = new GuestStart((long) HIGH_HALF << Integer.SIZE | LOW_HALF, ID);

    /** Where {@code struct sock_filter} has its constant. */
    private static final int OFFSET_CONSTANT = BpfInstruction.SIZE - Integer.BYTES;

    private final SeccompProgram forAny;
    private final byte[] instructions;
    private final List<Place> places;

    private FilterTemplate(SeccompProgram forAny, byte[] instructions, List<Place> places) {
        this.forAny = forAny;
        this.instructions = instructions;
        this.places = List.copyOf(places);
    }

    /** A constant that the start decides. */
    private record Place(int offset, int mark) {
        int constant(GuestStart start) {
            return switch (mark) {
                case LOW_HALF -> (int) start.execvePath();
                case HIGH_HALF -> (int) (start.execvePath() >>> Integer.SIZE);
                case ID -> start.userId();
                default -> throw dependsOnMore();
            };
        }
    }

    /**
     * Compiles a filter.
     *
     * @param compiler makes the filter for a start; always the same but for what the start says
     * @return what is the same
     * @throws InvalidPolicyException if the compiler throws it
     */
    public static FilterTemplate of(Function<GuestStart, SeccompProgram> compiler) {
        SeccompProgram forAny = compiler.apply(GuestStart.ANY);
        List<BpfInstruction> any = forAny.instructions();
        List<BpfInstruction> marked = compiler.apply(MARKED).instructions();
        if (any.size() != marked.size()) {
            throw dependsOnMore();
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < any.size(); i++) {
            if (any.get(i).operand() != marked.get(i).operand()) {
                places.add(new Place(
                        i * BpfInstruction.SIZE + OFFSET_CONSTANT, marked.get(i).operand()));
            }
        }
        return new FilterTemplate(forAny, forAny.toBytes(), places);
    }

    private static IllegalStateException dependsOnMore() {
        return new IllegalStateException("a filter depends on more of the start of its guest than three constants");
    }

    /**
     * Returns the form to fingerprint, which is the same for every run.
     *
     * @return the filter for {@link GuestStart#ANY}
     */
    public SeccompProgram forAny() {
        return forAny;
    }

    /**
     * Completes the filter.
     *
     * @param start what is known by now
     * @return the filter as the kernel takes it, see {@link SeccompProgram#toBytes}
     */
    public byte[] startingAs(GuestStart start) {
        byte[] complete = instructions.clone();
        ByteBuffer buffer = ByteBuffer.wrap(complete).order(ByteOrder.LITTLE_ENDIAN);
        places.forEach(place -> buffer.putInt(place.offset(), place.constant(start)));
        return complete;
    }
}
