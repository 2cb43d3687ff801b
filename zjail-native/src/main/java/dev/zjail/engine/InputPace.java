package dev.zjail.engine;

import org.apiguardian.api.API;

/** When a program gets its standard input. A pipe promises nothing about it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum InputPace {
    /** All at once, before it begins. */
    AT_ONCE,
    /** One byte, then a half, then the rest, some milliseconds apart. */
    IN_PIECES,
    /** All of it, or its end, some milliseconds after the program began. */
    LATE
}
