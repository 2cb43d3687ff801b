package dev.zjail.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A line of /proc/PID/uid_map or gid_map (user_namespaces(7)): ids of a user namespace, and what they are outside.
 *
 * @param firstInside the first id inside
 * @param firstOutside the first id outside
 * @param count how many
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record IdRange(long firstInside, long firstOutside, long count) {
    private static final Pattern LINE = Pattern.compile("\\s*(\\d{1,10})\\s+(\\d{1,10})\\s+(\\d{1,10})\\s*");

    /** All ids of the machine, as the first user namespace has them. */
    private static final List<IdRange> ALL = List.of(new IdRange(0, 0, 4_294_967_295L));

    /** Reads a map. */
    public static List<IdRange> all(String map) {
        return ProcFiles.lines(map)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new IdRange(
                        Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Long.parseLong(line.group(3))))
                .toList();
    }

    /** Says whether a map is that of a user namespace which does not hold all ids of the machine. */
    public static boolean isPartOf(String map) {
        List<IdRange> ranges = all(map);
        return !ranges.isEmpty() && !ranges.equals(ALL);
    }

    /** Says whether ids are in the range. */
    public boolean contains(long first, long wanted) {
        return firstInside <= first && first + wanted <= firstInside + count;
    }

    /** Translates an id. */
    public long outside(long inside) {
        return firstOutside + inside - firstInside;
    }
}
