package dev.zjail.engine.doctor;

import java.lang.reflect.InvocationTargetException;

/** Whether this library may call native code. */
final class NativeAccess {
    private NativeAccess() {}

    /** {@code Module.isNativeAccessEnabled()}, which is there since Java 22; what cannot be asked is not denied. */
    static boolean isEnabled() {
        try {
            Object enabled = Module.class.getMethod("isNativeAccessEnabled").invoke(NativeAccess.class.getModule());
            return Boolean.TRUE.equals(enabled);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
