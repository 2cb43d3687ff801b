package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.zjail.audit.Verification.Finding;
import dev.zjail.audit.Verification.TrailSummary;
import dev.zjail.internal.ForeignText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Puts a verification into JSON, field by field, in the order of {@code docs/audit.md}; indented, in ASCII. */
final class VerificationJson {
    static final String SCHEMA = "zjail.verification/v1";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    private VerificationJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Verification verification) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            new VerificationJson(json).verification(verification);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be written to", e);
        }
        return ForeignText.json(text.toString());
    }

    private void verification(Verification verification) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("state", verification.state().name());
        json.writeNumberField("exit_status", verification.state().exitStatus());
        text("directory", verification.directory().toString());
        json.writeNumberField("count", verification.runs());
        json.writeStringField("root", verification.root());
        texts("vouched_for_by", verification.vouchers());
        json.writeArrayFieldStart("trails");
        for (TrailSummary trail : verification.trails()) {
            trail(trail);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : verification.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        texts("remarks", verification.remarks());
        json.writeNumberField("missing_files", verification.missingFiles());
        json.writeEndObject();
    }

    private void trail(TrailSummary trail) throws IOException {
        json.writeStartObject();
        text("trail", trail.name());
        json.writeStringField("state", trail.state().name());
        json.writeNumberField("count", trail.runs());
        json.writeStringField("head", trail.head());
        text("sentence", trail.finding());
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", finding.state().name());
        json.writeStringField("check", finding.check().id());
        text("file", finding.file().toString());
        if (finding.line() > 0) {
            json.writeNumberField("line", finding.line());
        } else {
            json.writeNullField("line");
        }
        text("sentence", finding.sentence());
        json.writeEndObject();
    }

    private void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(ForeignText.recorded(value, RecordWriter.LONGEST_TEXT));
        }
        json.writeEndArray();
    }

    private void text(String name, String value) throws IOException {
        json.writeStringField(name, ForeignText.recorded(value, RecordWriter.LONGEST_TEXT));
    }
}
