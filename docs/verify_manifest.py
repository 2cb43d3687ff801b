"""python3 verify_manifest.py TRAIL_DIRECTORY MANIFEST.json [ROOT COUNT]: says whether the trails, and the files beside
them, are what the manifest says, and the manifest what was noted elsewhere. Needs verify_trail.py beside it."""
import hashlib, json, os, re, sys
sys.dont_write_bytecode = True
from verify_trail import LONGEST_LINE, VERDICTS, Wrong, has, is_objects, is_text, is_whole, opened, parsed, require, verify

SUFFIX, MOST_OUTPUT, MOST_MANIFEST = ".audit.jsonl", 64 << 20, 64 << 20
FILE = re.compile(r"[A-Za-z0-9_$-][A-Za-z0-9._$-]*/[A-Za-z0-9_$-][A-Za-z0-9._$-]*")

def sha256(data): return hashlib.sha256(data).digest()

def root(leaves):  # RFC 6962, section 2.1
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0] if leaves else b"")
    left = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + root(leaves[:left]) + root(leaves[left:]))

def read_manifest(path):
    """Returns the manifest's predicate and its entries by their names, if all that it says of them follows from them."""
    with opened(path) as file:
        content = file.read(MOST_MANIFEST + 1)
    require(len(content) <= MOST_MANIFEST, "the manifest is larger than any")
    statement = parsed(content)
    predicate, subjects = statement.get("predicate"), statement.get("subject")
    require(type(predicate) is dict, "the manifest is none")
    kinds = statement.get("_type"), statement.get("predicateType"), predicate.get("schema")
    require(kinds == ("https://in-toto.io/Statement/v1", "https://in-toto.io/attestation/test-result/v0.1", "zjail.manifest/v1"), "the manifest is none")
    require(is_objects(subjects) and all(has(each, is_text, "name") and has(each.get("digest"), is_text, "sha256") for each in subjects)
        and is_objects(predicate.get("trails")), "the manifest is none")
    entries, digests = {}, {each["name"]: each["digest"]["sha256"] for each in subjects}
    for entry in predicate["trails"]:
        require(has(entry, is_text, "trail", "head", "state") and re.fullmatch("[A-Za-z0-9._-]+", entry["trail"]) and is_whole(entry.get("lines"))
            and type(entry.get("verdicts")) is dict and set(entry["verdicts"]) <= VERDICTS
            and all(is_whole(each) and each >= 0 for each in [entry["lines"], *entry["verdicts"].values()]), "an entry is none")
        require(entry["trail"] not in entries, "a trail is listed twice")
        entries[entry["trail"]] = {**entry, "sha256": digests.get(entry["trail"] + SUFFIX)}
    closed = {name + SUFFIX for name, entry in entries.items() if entry["state"] == "INTACT"}
    require(closed == set(digests) and len(digests) == len(subjects), "the subjects are not its closed trails")
    counts = [(each, entry["verdicts"].get(each, 0)) for entry in entries.values() for each in VERDICTS]
    verdicts = {verdict for verdict, count in counts if count}
    result = "FAILED" if "REJECT" in verdicts else "WARNED" if "UNCERTAIN" in verdicts else "PASSED"
    leaves = [f"{name} {entries[name]['lines']} {entries[name]['head']}".encode() for name in sorted(entries)]
    follows = [root(leaves).hex(), sum(count for _, count in counts), result]
    require([predicate.get(each) for each in ("root", "count", "result")] == follows and is_whole(predicate["count"]), "root, count or result is wrong")
    return predicate, entries

def check_file(name, longest, agrees, files):
    """A file that is missing, or still empty, is no fault; of several records of one file, one has to agree."""
    path = os.path.join(sys.argv[1], "..", name)
    if FILE.fullmatch(name) and os.path.lexists(path):
        try:
            require(not os.path.islink(os.path.dirname(path)), "is behind a link")
            with opened(path) as file:
                content = file.read(max(longest, 0) + 1)
            if content:
                files[name] = files.get(name, False) or len(content) <= longest and agrees(content)
        except Wrong:
            files.setdefault(name, False)

def check_trail(name, entry, files):
    """Says what an end is missing of. All else raises."""
    path, verdicts, output = os.path.join(sys.argv[1], name + SUFFIX), dict.fromkeys(VERDICTS, 0), [0]
    def see(seq, record):
        verdicts[record["verdict"]] += 1
        same, streams = json.dumps(record, sort_keys=True), record.get("streams")
        check_file(record["audit_file"], LONGEST_LINE, lambda found: json.dumps(parsed(found), sort_keys=True) == same, files)
        for stream in [streams.get("stdout"), streams.get("stderr")] if type(streams) is dict else []:
            if has(stream, is_text, "file"):
                kept = stream.get("kept") if has(stream, is_whole, "kept") else 0
                kept = kept if 0 <= kept <= MOST_OUTPUT - output[0] else -1
                output[0] += max(kept, 0)
                digest = lambda found: hashlib.blake2b(found, digest_size=32).hexdigest()
                check_file(stream["file"], kept, lambda found: digest(found) == stream.get("blake2b_256"), files)
    heads, closed = verify(path, see)
    if entry:
        require(len(heads) > entry["lines"] and heads[entry["lines"]] == entry["head"], "is not what the manifest says")
    if entry and entry["state"] == "INTACT":
        counts = {**dict.fromkeys(VERDICTS, 0), **entry["verdicts"]}
        require(closed and len(heads) == entry["lines"] + 1 and counts == verdicts, "is not what the manifest says")
        with opened(path) as file:
            require(sha256(file.read()).hex() == entry["sha256"], "is not what the manifest says")
        return []
    return [f"INCOMPLETE: {shown(name)} " + ("is not covered by the manifest" if closed else "has no end")]

def shown(name): return ascii(name)[1:-1]

def check_all():
    found, files, manifest, entries = [], {}, {}, {}
    if os.path.lexists(sys.argv[2]):
        manifest, entries = read_manifest(sys.argv[2])
    else:
        found.append("INCOMPLETE: there is no manifest")
    present = {file[:-len(SUFFIX)] for file in os.listdir(sys.argv[1]) if file.endswith(SUFFIX)}
    for name in sorted(present | set(entries)):
        try:
            found += check_trail(name, entries.get(name), files)
        except Wrong as wrong:
            found.append(f"TAMPERED: {shown(name)} {wrong}")
    found += [f"TAMPERED: {name} is not what its trail says" for name, agrees in files.items() if not agrees]
    noted = [manifest.get("root"), str(manifest.get("count"))]
    if manifest and sys.argv[3:] not in ([], noted):
        found.append("TAMPERED: root and count are not those that were noted")
    return found or [f"INTACT: root {noted[0]}, count {noted[1]}"]

if __name__ == "__main__":
    try:
        found = check_all()
    except (Wrong, RecursionError) as wrong:
        found = [f"TAMPERED: the manifest, or what it names: {wrong}"]
    print("\n".join(sorted(found, reverse=True)))
    sys.exit(1 if any(each.startswith("TAMPERED") for each in found) else 3 if found[0].startswith("INCOMPLETE") else 0)
