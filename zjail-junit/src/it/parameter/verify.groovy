def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/evidence', runs: 2, trails: 1, pages: 2)

def summary = new File(basedir, 'target/step-summary.md').text
assert summary.startsWith('<!-- zjail ') && summary.contains('## 2 jailed runs')
