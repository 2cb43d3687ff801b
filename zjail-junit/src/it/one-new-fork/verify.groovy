def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/surefire-reports', runs: 6, trails: 3, pages: 6)
