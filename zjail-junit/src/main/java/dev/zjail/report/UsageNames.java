package dev.zjail.report;

import dev.zjail.engine.LimitKind;
import dev.zjail.truthimatics.UsedQuantity;

/** What the pages call the things that a run uses. */
final class UsageNames {
    private UsageNames() {}

    static String of(UsedQuantity quantity) {
        return switch (quantity) {
            case RESIDENT_MEMORY -> "Memory, resident";
            case ADDRESS_SPACE -> "Memory, address space";
            case CPU_TIME, WALL_TIME, OPEN_FILES, PROCESSES, OUTPUT -> of(quantity.kind());
        };
    }

    static String of(LimitKind kind) {
        return switch (kind) {
            case CPU -> "CPU time";
            case WALL -> "Wall-clock time";
            case IDLE -> "Idle time";
            case MEMORY -> "Memory";
            case OUTPUT -> "Output, the larger stream";
            case FILES -> "Open files, at its end";
            case PROCESSES -> "Processes and threads";
            case FILE_SIZE -> "Size of a file";
        };
    }
}
