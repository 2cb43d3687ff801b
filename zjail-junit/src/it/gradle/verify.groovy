// Each worker runs in the directory of its own project. It was seen with Gradle 4.4.1 only.
def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.run([gradle, '--gradle-user-home', "$basedir/target/gradle-home", '--no-daemon', '--offline', 'check']*.toString(), basedir)

def places = [
    'one-worker': 'build/test-results/test',
    'two-workers': 'build/test-results/test',
    'task': 'build/test-results/integrationTest',
    'console': 'build/test-results/consoleTest',
]
places.each { project, place ->
    // The test engine runs once for a class through JUnit 4, and once for a worker without it.
    def classes = project == 'two-workers' ? 3 : 1
    checks.complete(new File(basedir, "$project/$place"), runs: 2 * classes, trails: classes, pages: 2 * classes)
}
checks.onlyIn(*places.collect { project, place -> "$project/$place".toString() })
