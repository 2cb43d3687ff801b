// What every project here is held to. A project's verify.groovy loads this file and calls what follows.
import groovy.io.FileType

/** All reports of a project are at this place, intact and complete, and nowhere else. */
void reports(Map expected, String place) {
    complete(expected, new File(basedir, place))
    attached(new File(basedir, place))
    onlyIn(place)
}

/**
 * One trail for each run of the test engine, one file for each run, a page for each test, and what sums them up.
 *
 * @param expected how many `runs`, `trails`, and `pages` of tests
 */
void complete(Map expected, File reports) {
    def zjail = new File(reports, 'zjail')
    def trails = named(zjail, ~/.*\.audit\.jsonl/)
    assert trails.size() == expected.trails
    assert trails.sum { recordsOf(it) } == expected.runs
    def files = runFiles(reports)
    assert files.size() == expected.runs
    assert files.every { it.length() > 0 }
    assert named(zjail, ~/.*\.html/).count { it.name != 'index.html' } == expected.pages
    def index = new File(zjail, 'index.html').getText('UTF-8')
    assert index.contains("${expected.runs} jailed runs") && index.count('INTACT') == expected.trails
    assert new File(zjail, 'summary.md').getText('UTF-8').contains("## ${expected.runs} jailed runs")
    assert new File(zjail, 'zjail.css').length() > 0
}

/** No reports elsewhere in the project, and nothing disturbed Surefire's talk with its forks. */
void onlyIn(String... places) {
    def expected = places.collect { new File(basedir, it).toPath() } as Set
    assert found(~/index\.html/).findAll { it.parentFile.name == 'zjail' }.collect { it.parentFile.parentFile.toPath() } as Set == expected
    assert !new File(basedir, 'zjail-reports').exists()
    assert found(~/.*\.dumpstream/).empty
    assert !new File(basedir, 'build.log').text.contains('Corrupted channel')
}

/** JUnit, from 5.12 on, has a copy of each run's own file among its attachments. */
void attached(File reports) {
    def (major, minor) = junitVersion.tokenize('.').take(2)*.toInteger()
    if (major > 5 || minor >= 12) {
        def attachments = named(new File(basedir, 'target/junit-jupiter'), ~/.*\.audit\.json/).groupBy { it.name }
        runFiles(reports).each { run -> assert attachments[run.name]*.text.count(run.text) == 1 }
    }
}

/** The records of a trail, which docs/verify_trail.py finds intact. */
int recordsOf(File trail) {
    def verified = run(['python3', "$docs/verify_trail.py".toString(), trail.path], basedir)
    def intact = verified =~ /^INTACT: (\d+) records/
    assert intact.find()
    return intact.group(1).toInteger()
}

List<File> runFiles(File reports) {
    named(reports, ~/.*\.audit\.json/).findAll { it.parentFile.parentFile == reports }
}

List<File> named(File directory, java.util.regex.Pattern name) {
    assert directory.isDirectory()
    def files = []
    directory.eachFileRecurse(FileType.FILES) { if (it.name ==~ name) files << it }
    return files
}

List<File> found(java.util.regex.Pattern name) {
    named(basedir, name)
}

/** What a command writes, which must succeed. */
String run(List<String> command, File directory) {
    def process = new ProcessBuilder(command).directory(directory).redirectErrorStream(true).start()
    process.outputStream.close()
    def output = process.inputStream.text
    assert process.waitFor() == 0 : "$command in $directory:\n$output"
    return output
}
