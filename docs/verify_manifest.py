import hashlib, json, os, re, sys  # python3 verify_manifest.py TRAIL_DIRECTORY MANIFEST.json
def sha256(data): return hashlib.sha256(data).digest()
def root(leaves):
    if len(leaves) == 1: return sha256(b"\0" + leaves[0])
    left = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + root(leaves[:left]) + root(leaves[left:]))
manifest = json.load(open(sys.argv[2]))
predicate, wrong = manifest["predicate"], []
for subject in manifest["subject"]:
    path = os.path.join(sys.argv[1], subject["name"])
    if not re.fullmatch(r"[A-Za-z0-9._-]+\.audit\.jsonl", subject["name"]) or os.path.islink(path) or not os.path.isfile(path):
        sys.exit("TAMPERED: a subject is no file of a trail")
    digest = sha256(open(path, "rb").read()).hex()
    wrong += [subject["name"]] if digest != subject["digest"]["sha256"] else []
leaves = [f"{trail['trail']} {trail['lines']} {trail['head']}".encode() for trail in predicate["trails"]]
wrong += ["root"] if root(leaves).hex() != predicate["root"] else []
print("TAMPERED: " + " ".join(wrong) if wrong else f"INTACT: root {predicate['root']}, count {predicate['count']:d}")
sys.exit(1 if wrong else 0)
