// In each project that serves, the tests pass, their audit and the report are there and intact, and nothing is said of them on
// standard error. A Jackson that is too old has to be told in one sentence.
def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))

// The first two numbers of the Jackson that a BOM brings.
def expected = [
    'spring-boot-3.2': '2.15',
    'spring-boot-3.3': '2.17',
    'spring-boot-3.4': '2.18',
    'spring-boot-3.5': '2.19',
    'spring-boot-4.0': '2.20',
    'quarkus-3': '2.18',
    'too-old': '2.14',
]
def tooOld = ~/zjail needs jackson-core 2\.15 or newer to write its audit, but found 2\.14\.3 on the class path\. Remedy: .*/

expected.each { setting, jackson ->
    def target = new File(basedir, "target/$setting")
    assert new File(target, 'class-path').text.contains("/jackson-databind-${jackson}.")
    def reports = new File(target, 'surefire-reports')
    def results = checks.named(reports, ~/TEST-.*\.xml/)*.text.join()
    if (setting == 'too-old') {
        assert (results =~ tooOld).count >= 2
    } else {
        assert results.count('<testcase') == 2 && !results.contains('<failure') && !results.contains('<error')
        checks.complete(reports, runs: 2, trails: 1, pages: 2)
        def zjail = "$reports/zjail"
        assert checks.run(['python3', "$docs/verify_manifest.py", zjail, "$zjail/manifest.json"]*.toString(), basedir).endsWith('count 2\n')
    }
}
assert !new File(basedir, 'build.log').text.contains('could not be written')
