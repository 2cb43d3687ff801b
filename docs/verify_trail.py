"""python3 verify_trail.py FILE.audit.jsonl: says whether a trail is what was written, with none of zjail's code."""
import hashlib, json, os, stat, sys

LONGEST_LINE, VERDICTS = 8 << 20, {"REJECT", "UNCERTAIN", "DETERMINISTIC"}

class Wrong(Exception):
    pass

def require(holds, otherwise):
    if not holds:
        raise Wrong(otherwise)

def opened(path):  # follows no link, and waits for no pipe
    try:
        file = open(path, "rb", opener=lambda name, _: os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK))
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
    except OSError:
        pass
    raise Wrong("is not a regular file")

def parsed(content):
    def once(pairs):
        require(len(dict(pairs)) == len(pairs), "has a name twice")
        return dict(pairs)
    def none(constant):
        raise ValueError(constant)
    try:
        value = json.loads(content.decode("ascii"), object_pairs_hook=once, parse_constant=none)
    except (ValueError, RecursionError):
        raise Wrong("is not one JSON object in ASCII")
    require(type(value) is dict, "is not one JSON object in ASCII")
    return value

def is_whole(value): return type(value) is int and -1 << 63 <= value < 1 << 63
def is_number(value): return is_whole(value) and abs(value) < 1 << 31
def is_text(value): return type(value) is str
def is_time(value): return is_whole(value) and abs(value) < 3 * 10 ** 16  # what java.time.Instant can be
def is_objects(value): return type(value) is list and all(type(each) is dict for each in value)
def has(value, rule, *names): return type(value) is dict and all(rule(value.get(name)) for name in names)

def is_run(record):
    test, usage = record.get("test"), record.get("usage")
    return (has(record, is_text, "settled_by", "audit_file") and has(record, is_time, "timestamp")
        and has(record.get("termination"), is_text, "sentence") and record.get("verdict") in VERDICTS
        and has(test, is_text, "class", "name", "unique_id") and has(test, is_number, "run_number")
        and has(usage, is_whole, "wall_ns", "user_cpu_ns", "system_cpu_ns", "max_resident_bytes")
        and is_objects(record.get("evidence")) and all(has(row, is_text, "sentence") for row in record["evidence"]))

def verify(path, see=lambda seq, record: None):
    """Checks a trail line by line and shows each run. Returns the digest of each line and whether it has its end."""
    name, heads, closed = os.path.basename(path)[:-len(".audit.jsonl")], ["0" * 64], False
    with opened(path) as file:
        for line in iter(lambda: file.readline(LONGEST_LINE + 2), b""):
            seq, where = len(heads) - 1, f"line {len(heads)}"
            require(not closed and len(line) <= LONGEST_LINE + 1, where)
            if not line.endswith(b"\n"):
                return heads, False
            try:
                record = parsed(line[:-1])
            except Wrong:
                raise Wrong(where)
            place = [record.get(field) for field in ("schema", "trail", "seq", "prev_hash")]
            require(place == ["zjail.audit/v1", name, seq, heads[-1]] and is_whole(place[2]), where)
            closed = record.get("record") == "closing"
            if closed:
                require((record.get("count"), record.get("head")) == (seq, heads[-1]) and is_whole(record["count"]), where)
            else:
                require(record.get("record") == "run" and is_run(record), where)
                see(seq, record)
            heads.append(hashlib.blake2b(line[:-1], digest_size=32).hexdigest())
    return heads, closed

if __name__ == "__main__":
    try:
        heads, closed = verify(sys.argv[1])
    except Wrong as wrong:
        sys.exit(f"TAMPERED: {wrong}")
    if not closed:
        sys.exit("INCOMPLETE: the end is missing")
    print("INTACT:", len(heads) - 2, "records, head", heads[-1])
