package dev.zjail.engine;

import org.apiguardian.api.API;

/** One of the three streams that a program begins with. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum StandardStream {
    /** What the program reads. */
    STDIN,
    /** What it writes. */
    STDOUT,
    /** What it writes about errors. */
    STDERR
}
