package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.rootfs.HostMount;
import dev.zjail.engine.rootfs.Provision;
import dev.zjail.engine.rootfs.Provisions;
import dev.zjail.internal.ForeignText;
import java.io.IOException;

/** Writes what a test asked to be around its program, where that is not what everybody gets. */
final class AroundProgramJson {
    private static final int LONGEST_TEXT = 1_024;

    private AroundProgramJson() {}

    static void write(JsonGenerator json, JailSpec spec) throws IOException {
        mounts(json, spec);
        provide(json, spec.provide());
        if (spec.at().isPresent()) {
            text(json, "at", spec.at().get());
        }
        if (spec.workingDirectory().getNameCount() > 0) {
            text(json, "working_directory", spec.workingDirectory().toString());
        }
    }

    private static void mounts(JsonGenerator json, JailSpec spec) throws IOException {
        if (spec.mounts().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("mounts");
        for (HostMount mount : spec.mounts()) {
            json.writeStartObject();
            text(json, "host", mount.host().toString());
            text(json, "jail", mount.jail());
            json.writeBooleanField("with_submounts", mount.withSubmounts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void provide(JsonGenerator json, Provisions provisions) throws IOException {
        if (provisions.equals(Provisions.DEFAULTS)) {
            return;
        }
        json.writeArrayFieldStart("provide");
        if (!provisions.withDefaults()) {
            json.writeString("none");
        }
        for (Provision provision : provisions.named()) {
            json.writeString(provision.id());
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeStringField(name, ForeignText.recorded(value, LONGEST_TEXT));
    }
}
