package dev.zjail.engine.policy;

import org.apiguardian.api.API;

/** How a program comes by its C library, which decides what it calls before its {@code main}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Linkage {
    /** It has all it needs in itself: its ELF header names no interpreter. */
    STATIC,
    /** A dynamic loader, which its ELF header names as its interpreter, maps its libraries. */
    DYNAMIC
}
