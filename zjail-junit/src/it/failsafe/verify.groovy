def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/failsafe-reports', runs: 2, trails: 1, pages: 2)
