/**
 * The audit: one JSON record for every jailed run, in a trail whose lines are chained by their digests, and in a file
 * of its own for each run. {@code docs/audit.md} describes every field.
 *
 * <p>Start with {@link dev.zjail.audit.AuditTrail}, which writes; {@link dev.zjail.audit.Trail} reads what was written
 * and checks the chain. Everything a guest or a test named is data here: bounded, and escaped to ASCII.
 *
 * <p>The names fall into groups:
 *
 * <ul>
 *   <li>one record: {@code AuditRecord} and its parts {@code TestIdentity}, {@code RunInput}, {@code StreamFiles},
 *       {@code OutputExcerpt}, {@code SandboxSummary}; {@code RecordWriter} with {@code AssessmentJson} and
 *       {@code UsageAcrossRunsJson} writes it;
 *   <li>files: {@code AuditTrail}, {@code TrailFile} and {@code AuditFile}; {@code SharedDirectory} and
 *       {@code WrittenTrails} where several JVMs and the report meet;
 *   <li>what was recorded: {@code Trail}, {@code RecordedRun}, {@code RecordedFields}, {@code RequiredField},
 *       {@code JsonReader}, and {@code EarlierRuns} of earlier builds;
 *   <li>the manifest: {@code Manifest}, {@code ManifestFile}, {@code ManifestJson}, {@code ManifestSummary},
 *       {@code MerkleTree}; signed with {@code SigningKey}, {@code VerificationKey}, {@code DsseEnvelope}, {@code Pem};
 *   <li>verification: {@code DirectoryVerifier} of a directory, {@code TrailVerifier} of a trail, {@code RunFiles} of
 *       single runs; {@code VerificationCheck}, {@code CheckedTrail}, {@code Verification} and {@code VerificationJson}
 *       are what they find, and {@code AuditCommand} is the command for it.
 * </ul>
 */
@NullMarked
package dev.zjail.audit;

import org.jspecify.annotations.NullMarked;
