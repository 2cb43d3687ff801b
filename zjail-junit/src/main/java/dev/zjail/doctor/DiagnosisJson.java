package dev.zjail.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.zjail.engine.doctor.Diagnosis;
import dev.zjail.engine.doctor.HostEnvironment;
import dev.zjail.engine.doctor.ProbeResult;
import dev.zjail.engine.doctor.ProbeStatus;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Puts a diagnosis into JSON, field by field, in the order of {@code docs/doctor.md}; indented, in ASCII. */
final class DiagnosisJson {
    static final String SCHEMA = "zjail.doctor/v1";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private DiagnosisJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Diagnosis diagnosis) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            new DiagnosisJson(json).diagnosis(diagnosis);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return ForeignText.json(text.toString());
    }

    private void diagnosis(Diagnosis diagnosis) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("outcome", diagnosis.outcome().name());
        json.writeNumberField("exit_status", diagnosis.outcome().exitStatus());
        json.writeStringField("host", diagnosis.host());
        json.writeArrayFieldStart("environments");
        for (HostEnvironment environment : diagnosis.environments()) {
            environment(environment);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("probes");
        for (ProbeResult result : diagnosis.probes()) {
            probe(result);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unexamined");
        for (String probe : diagnosis.unexamined()) {
            json.writeString(probe);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void environment(HostEnvironment environment) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", environment.id());
        json.writeStringField("description", environment.description());
        json.writeEndObject();
    }

    private void probe(ProbeResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("probe", result.probe());
        json.writeStringField("outcome", result.outcome().name());
        json.writeStringField("observed", result.observed());
        if (result.outcome() != ProbeStatus.PASS) {
            json.writeStringField("errno", result.errno());
            json.writeStringField("likely_cause", result.likelyCause());
            json.writeStringField("fix", result.fix());
        }
        json.writeEndObject();
    }
}
