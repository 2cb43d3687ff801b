// The message of each failed test ends with a command: it runs this test again, and no other. What Maven has to select has
// names that a shell, a pattern or an expression could take for something else.
import groovy.json.JsonSlurper

def checks = new GroovyShell(binding).parse(new File(its, 'checks.groovy'))
checks.onlyIn('target/surefire-reports', 'target/failsafe-reports')

// How many runs each command makes. Of a test method it runs all invocations: Maven cannot select one of them.
def expected = [
    'where.ATest#plain': 1,
    'where.ATest#plainer': 1,
    'where.ATest#with$dollar': 1,
    'where.ATest#named': 1,
    'where.ATest#parameterized': 5,
    'where.ATest#repeated': 2,
    'where.ATest$Inner#plain': 1,
    'where.ATest$Inner#other': 1,
    '%regex[ATest\\.class#plain]': 1,
    '%regex[ATest\\.class#other]': 1,
    'where.AnIT#plain': 1,
    'where.AnIT#other': 1,
]

def reports = ['surefire', 'failsafe'].collect { new File(basedir, "target/$it-reports") }
def commands = [:]
reports.collectMany { checks.named(it, ~/TEST-.*\.xml/) }.each { file ->
    new groovy.xml.XmlParser().parse(file).testcase.collectMany { it.failure + it.error }.each {
        (it.text() =~ /to run it again: (mvn [^\n]*test='([^']+)'[^\n]*)/).each { all, command, selected -> commands[selected] = command }
    }
}
assert commands.keySet() == expected.keySet()

commands.each { selected, command ->
    reports*.deleteDir()
    // Tests that fail make Maven fail.
    def shell = ['sh', '-c', "mvn() { command '$mavenHome/bin/mvn' --batch-mode -s '$settings' '-Dmaven.repo.local=$localRepositoryPath' \"\$@\"; }\n$command\ntrue"]
    def output = checks.run(shell*.toString(), basedir)
    def made = reports.findAll { it.exists() }.collectMany { checks.runFiles(it) }
    def tests = made.collect { new JsonSlurper().parse(it).test }
    assert tests.size() == expected[selected] : "$command:\n$output"
    def (type, method) = selected.contains('%') ? ['ATest', selected.find(/#(\w+)/) { it[1] }] : selected.split('#')
    assert tests*.class.toSet() == [type] as Set
    assert tests.collect { (it.unique_id =~ /\[(?:method|test-template):(.*?)\(/)[0][1] }.toSet() == [method] as Set
    reports.findAll { it.exists() }.each { checks.attached(it) }
}
return true
