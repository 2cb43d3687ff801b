package dev.zjail.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A signed document in the form of DSSE 1.0 (Dead Simple Signing Envelope). Signed are its exact bytes and their type,
 * so that nobody has to bring JSON into a canonical form. One field a line, so that {@code sed} can take it apart.
 */
final class DsseEnvelope {
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private final JsonNode json;

    private DsseEnvelope(JsonNode json) {
        this.json = json;
    }

    static byte[] sign(byte[] payload, SigningKey key) {
        Base64.Encoder base64 = Base64.getEncoder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("payloadType", PAYLOAD_TYPE);
            json.writeStringField("payload", base64.encodeToString(payload));
            json.writeArrayFieldStart("signatures");
            json.writeStartObject();
            json.writeStringField("keyid", key.verificationKey().id());
            json.writeStringField(
                    "sig", base64.encodeToString(key.sign(preAuthenticationEncoding(PAYLOAD_TYPE, payload))));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to take bytes", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** What is signed: type and payload behind their lengths, so that no pair of them reads like another. */
    private static byte[] preAuthenticationEncoding(String type, byte[] payload) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream encoding = new ByteArrayOutputStream(payload.length + 64);
        encoding.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        encoding.writeBytes(typeBytes);
        encoding.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        encoding.writeBytes(payload);
        return encoding.toByteArray();
    }

    /**
     * Reads an envelope.
     *
     * @throws IllegalArgumentException if it is none
     */
    static DsseEnvelope parse(byte[] content) {
        try {
            DsseEnvelope envelope = new DsseEnvelope(JsonReader.read(content));
            envelope.payload();
            return envelope;
        } catch (IOException e) {
            throw new IllegalArgumentException("an envelope must be one JSON object", e);
        }
    }

    String payloadType() {
        return json.path("payloadType").asText();
    }

    byte[] payload() {
        return Base64.getDecoder().decode(json.required("payload").asText());
    }

    /** Whether one of the signatures is by that key, whatever key identifier stands beside it. */
    boolean isSignedBy(VerificationKey key) {
        byte[] signed = preAuthenticationEncoding(payloadType(), payload());
        for (JsonNode signature : json.path("signatures")) {
            if (key.verifies(signed, decodedOrEmpty(signature.path("sig").asText()))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] decodedOrEmpty(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
