package dev.zjail.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An odd host: how it is made, who can make it, and what jailed runs come to on it.
 *
 * <p>The script is one of sh(1), which gets the command to run on the host as its arguments. Its environment is that of
 * {@link HostLab}.
 *
 * @param name what is odd about it
 * @param maker who can make it
 * @param script makes it and executes the command
 * @param options further options of the Java virtual machine
 * @param copies how often the script runs the command
 * @param refusal what is refused there; empty where all runs are to be confined
 * @param isSlow whether it is made by {@code .ci/hosts} alone
 */
record Host(
        String name,
        Maker maker,
        String script,
        List<String> options,
        int copies,
        Optional<Refusal> refusal,
        boolean isSlow) {
    /** Who makes a host. */
    enum Maker {
        /** Needs the machine's root. */
        ROOT,
        /** Runs as an ordinary user, also where root runs the laboratory. */
        USER
    }

    /**
     * What the engine says where it refuses. Its parts are compared by their beginning, since they name files.
     *
     * @param remedy the same host after somebody did what the refusal says: there all runs are confined
     */
    record Refusal(String layer, String step, String errno, String cause, String fix, Host remedy) {}

    static Host confined(String name, Maker maker, String script) {
        return new Host(name, maker, script, List.of(), 1, Optional.empty(), false);
    }

    Host with(String... moreOptions) {
        List<String> all =
                Stream.concat(options.stream(), Stream.of(moreOptions)).toList();
        return new Host(name, maker, script, all, copies, refusal, isSlow);
    }

    Host times(int count) {
        return new Host(name, maker, script, options, count, refusal, isSlow);
    }

    Host slow() {
        return new Host(name, maker, script, options, copies, refusal, true);
    }

    /** What the refusal says, and the script of the host on which that was done. */
    Host refused(String layer, String step, String errno, String cause, String fix, String scriptOfRemedy) {
        return refused(layer, step, errno, cause, fix, confined(name + ", remedied", maker, scriptOfRemedy));
    }

    Host refused(String layer, String step, String errno, String cause, String fix, Host remedy) {
        Refusal refused = new Refusal(layer, step, errno, cause, fix, remedy);
        return new Host(name, maker, script, options, copies, Optional.of(refused), isSlow);
    }
}
