// Of forks that are used again each runs the test engine once for a class, and each run of it has a trail of its own.
def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/surefire-reports', runs: 6, trails: 3, pages: 6)
