import hashlib, json, sys  # python3 verify_manifest.py TRAIL_DIRECTORY MANIFEST.json
def sha256(data): return hashlib.sha256(data).digest()
def root(leaves):
    if len(leaves) == 1: return sha256(b"\0" + leaves[0])
    left = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + root(leaves[:left]) + root(leaves[left:]))
manifest = json.load(open(sys.argv[2]))
predicate, wrong = manifest["predicate"], []
for subject in manifest["subject"]:
    content = open(sys.argv[1] + "/" + subject["name"], "rb").read()
    wrong += [subject["name"]] if sha256(content).hex() != subject["digest"]["sha256"] else []
leaves = [f"{trail['trail']} {trail['lines']} {trail['head']}".encode() for trail in predicate["trails"]]
wrong += ["root"] if root(leaves).hex() != predicate["root"] else []
print("TAMPERED: " + " ".join(wrong) if wrong else f"INTACT: root {predicate['root']}, count {predicate['count']}")
sys.exit(1 if wrong else 0)
