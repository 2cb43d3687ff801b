def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/surefire-reports', runs: 2, trails: 2, pages: 1)

def index = new File(basedir, 'target/surefire-reports/zjail/index.html').getText('UTF-8')
assert index.contains('passed at attempt 2')
assert index.contains('to be reported as not run') && index.contains('did not run')
assert new File(basedir, 'build.log').text.contains('zjail: 1 jailed test did not run the program: 1 skipped')
