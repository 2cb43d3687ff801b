def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.reports('target/surefire-reports', runs: 200, trails: 2, pages: 8)
