import hashlib, json, sys  # python3 verify_trail.py FILE.audit.jsonl
head, last = "0" * 64, {"record": "none"}
*lines, rest = open(sys.argv[1], "rb").read().split(b"\n")
for seq, line in enumerate(lines):
    closed, last = last["record"] == "closing", json.loads(line)
    sound = last["record"] == "run" or (last["record"], last["count"], last["head"]) == ("closing", seq, head)
    if closed or not sound or (last["seq"], last["prev_hash"]) != (seq, head):
        sys.exit(f"TAMPERED: line {seq + 1}")
    head = hashlib.blake2b(line, digest_size=32).hexdigest()
sys.exit("INCOMPLETE: the end is missing" if rest or last["record"] != "closing" else print("INTACT:", seq, "records, head", head))
