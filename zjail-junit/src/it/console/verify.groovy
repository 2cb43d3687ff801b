// JUnit's console launcher by itself, as an IDE starts tests too, and with what a newer Gradle's test worker sets.
import java.nio.file.Files

def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))

def classes = "$basedir/target/test-classes"
def classPath = "$classes:${new File(basedir, 'target/class-path').text.trim()}"

def launched = { String place, List<String> properties = [], List<String> options = [] ->
    def directory = Files.createTempDirectory(new File(basedir, 'target').toPath(), 'console-').toFile()
    def command = ['java', '--enable-native-access=ALL-UNNAMED', *properties, '-cp', classPath,
            'org.junit.platform.console.ConsoleLauncher', 'execute', '--scan-classpath', classes, *options]
    def output = checks.run(command*.toString(), directory)
    checks.complete(new File(directory, place), runs: 2, trails: 1, pages: 2)
    assert checks.named(directory, ~/index\.html/)*.parentFile == [new File(directory, "$place/zjail")]
    assert output.contains('zjail: 2 jailed runs')
}

launched('zjail-reports')
launched('out', [], ['--reports-dir', 'out'])
launched('given', ['-Dzjail.reports.dir=given'])
launched('build/test-results/test', ['-Dorg.gradle.test.worker=7'])
launched('out/test-results/integrationTest',
        ['-Dorg.gradle.test.worker=7', '-Dorg.gradle.internal.worker.tmpdir=out/tmp/integrationTest/work'])
