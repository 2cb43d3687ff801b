package dev.zjail.engine.rootfs;

/** A file of the host changed between the look at it and the copy of it; the whole plan may be wrong. */
final class SourceChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LayoutEntry.Copy copy;
    private final String component;

    SourceChangedException(LayoutEntry.Copy copy, String component) {
        super(copy.source() + " changed");
        this.copy = copy;
        this.component = component;
    }

    InvalidRootfsException asFinalAnswer() {
        return new InvalidRootfsException(
                component,
                "must not change while it is copied into the jail",
                String.valueOf(copy.source()),
                "let the build finish before the tests start");
    }
}
