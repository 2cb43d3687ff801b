def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/surefire-reports', runs: 2, trails: 1, pages: 2)

assert new File(basedir, 'build.log').text =~ /zjail: \d jailed runs? and \d tests? in \d+ seconds?, going on/
