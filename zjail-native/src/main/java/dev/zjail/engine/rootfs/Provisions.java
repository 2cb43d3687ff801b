package dev.zjail.engine.rootfs;

import dev.zjail.internal.NearestNames;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What a jail is asked to provide.
 *
 * @param withDefaults whether {@link Provision#DEV} and {@link Provision#ETC} are among it, and what the environment
 *     names of {@link Provision#LOCALE} and {@link Provision#ZONEINFO}, unless the policy is {@code strict}
 * @param named what somebody named
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Provisions(boolean withDefaults, Set<Provision> named) {
    private static final String NOTHING_ELSE = "none";
    private static final Set<Provision> DEFAULT_PROVISIONS = EnumSet.of(Provision.DEV, Provision.ETC);

    /** Not {@code C} and {@code POSIX}, which need none. */
    private static final Pattern LOCALE_WITH_DATA = Pattern.compile("(?:LANG|LC_[A-Z]+)=(?!(?:C|POSIX)?$).*");

    /** The name of a zone, such as {@code Europe/Berlin}. {@code CET-1CEST} says all there is to know. */
    private static final Pattern ZONE_WITH_DATA = Pattern.compile("TZ=:?[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*");

    /** What a jail provides if nobody says anything. */
    public static final Provisions DEFAULTS = new Provisions(true, Set.of());

    /** Copies the set. */
    public Provisions {
        named = Collections.unmodifiableSet(new TreeSet<>(named));
    }

    /**
     * Reads names as a test writes them.
     *
     * @param names ids of {@link Provision}; {@code none} among them leaves the defaults out
     * @return what they ask for
     * @throws InvalidRootfsException if one is unknown
     */
    public static Provisions of(List<String> names) {
        Set<Provision> named = names.stream()
                .filter(name -> !name.equals(NOTHING_ELSE))
                .map(Provisions::provision)
                .collect(Collectors.toSet());
        return new Provisions(!names.contains(NOTHING_ELSE), named);
    }

    private static Provision provision(String name) {
        return Arrays.stream(Provision.values())
                .filter(candidate -> candidate.id().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static InvalidRootfsException unknown(String name) {
        List<String> known =
                Arrays.stream(Provision.values()).map(Provision::id).toList();
        return new InvalidRootfsException(
                "provide",
                "must name what the jail can provide",
                "\"" + name + "\"",
                NearestNames.remedy(
                        name,
                        known,
                        "write one of " + String.join(", ", known) + ", or none to leave dev and etc out"));
    }

    /**
     * Decides what is provided.
     *
     * @param policy the name of the policy
     * @param environment the program's environment, entries of the form {@code NAME=value}
     * @return the provisions
     */
    public Set<Provision> under(String policy, List<String> environment) {
        Set<Provision> all = EnumSet.noneOf(Provision.class);
        all.addAll(named);
        if (withDefaults && !policy.equals("strict")) {
            all.addAll(DEFAULT_PROVISIONS);
            all.addAll(namedByEnvironment(environment));
        }
        return all;
    }

    /** A program that is told its locale or time zone reads the data of it (setlocale(3), tzset(3)). */
    private static Set<Provision> namedByEnvironment(List<String> environment) {
        Set<Provision> wanted = EnumSet.noneOf(Provision.class);
        for (String entry : environment) {
            if (LOCALE_WITH_DATA.matcher(entry).matches()) {
                wanted.add(Provision.LOCALE);
            } else if (ZONE_WITH_DATA.matcher(entry).matches()) {
                wanted.add(Provision.ZONEINFO);
            }
        }
        wanted.removeIf(provision -> !ProvidedFiles.isOnHost(provision));
        return wanted;
    }
}
