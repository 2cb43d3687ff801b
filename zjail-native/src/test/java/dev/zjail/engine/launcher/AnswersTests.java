package dev.zjail.engine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zjail.engine.Answers;
import dev.zjail.engine.Bytes;
import dev.zjail.engine.Conditions;
import dev.zjail.engine.Execution;
import dev.zjail.engine.InputPace;
import dev.zjail.engine.InvalidJailSpecException;
import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.Schedule;
import dev.zjail.engine.Schedule.Late;
import dev.zjail.engine.Termination.Exited;
import dev.zjail.engine.Termination.SyscallDenied;
import dev.zjail.engine.Tmpfs;
import dev.zjail.engine.launcher.TestLauncher.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What surrounds a run and only shows when it is asked for, as a program in the jail is told it. */
@DisplayName("What a program is told otherwise than it is")
class AnswersTests extends WithSharedFixtures {
    private static final Duration AHEAD = Duration.ofDays(4000);
    private static final ResourceLimits THREE = ResourceLimits.DEFAULTS.withProcesses(3);

    private static final Answers REVERSED =
            new Answers(Duration.ZERO, OptionalLong.empty(), Answers.Host.AS_IT_IS, true, false);

    private static final String CLOCKS = """
            struct timespec real, steady; struct timeval day; struct stat facts;
            clock_gettime(CLOCK_REALTIME, &real); clock_gettime(CLOCK_MONOTONIC, &steady); gettimeofday(&day, NULL);
            close(open("/tmp/made", O_CREAT | O_WRONLY, 0600)); stat("/tmp/made", &facts);
            printf("real %ld\\nsteady %ld\\nday %ld\\ntime %ld\\nmade %ld\\n", (long)real.tv_sec, (long)steady.tv_sec,
                (long)day.tv_sec, (long)time(NULL), (long)facts.st_mtime);
            struct timespec fixed[2] = {{1000, 0}, {1000, 0}};
            utimensat(AT_FDCWD, "/tmp/made", fixed, 0); stat("/tmp/made", &facts);
            printf("fixed %ld\\n", (long)facts.st_mtime);
            return 0;""";

    private static final String DRAWS = """
            unsigned char drawn[64]; unsigned char *given = (unsigned char *)getauxval(AT_RANDOM);
            if (syscall(SYS_getrandom, drawn, sizeof drawn, 0) != sizeof drawn) return 1;
            for (int i = 0; i < 16; i++) printf("%02x", given[i]);
            puts("");
            for (int i = 0; i < 64; i++) printf("%02x", drawn[i]);
            puts("");
            return 0;""";

    private static final Path LISTS = CProgram.staticMain("answers-lists", """
            for (char c = 'a'; c < 'f'; c++) { char name[] = {'/', 't', 'm', 'p', '/', c, 0}; close(open(name, O_CREAT, 0600)); }
            DIR *directory = opendir("/tmp"); struct dirent *entry;
            while ((entry = readdir(directory)) != NULL) puts(entry->d_name);
            return 0;""");

    /**
     * The numbers of a file and of its directory, by each call that tells them; and whether those of a file are the
     * same.
     */
    private static final Path TELLS_NUMBERS = CProgram.staticMain("answers-tells-numbers", """
            struct stat facts, same; struct statx more; unsigned long listed = 0;
            int file = open("/tmp/file", O_CREAT, 0600), at = AT_FDCWD;
            fstat(file, &facts);
            DIR *directory = opendir("/tmp"); struct dirent *entry;
            while ((entry = readdir(directory)) != NULL) if (entry->d_name[0] == 'f') listed = entry->d_ino;
            syscall(SYS_statx, at, "/tmp/file", 0, 0x7ff, &more);
            syscall(SYS_stat, "/tmp/file", &same);
            if (same.st_ino != facts.st_ino || more.stx_ino != facts.st_ino || listed != facts.st_ino) return 1;
            syscall(SYS_lstat, "/tmp/file", &same);
            if (same.st_dev != facts.st_dev || makedev(more.stx_dev_major, more.stx_dev_minor) != facts.st_dev) return 2;
            syscall(SYS_newfstatat, at, "/tmp/file", &same, 0);
            if (same.st_dev != facts.st_dev || same.st_ino != facts.st_ino) return 3;
            mkdir("/tmp/directory", 0700); stat("/tmp/directory", &same);
            printf("%lu\\n%lu\\n", facts.st_ino, same.st_ino); return 0;""");

    private static final Path ASKS_HOST = CProgram.staticMain("answers-asks-host", """
            struct utsname names; struct sysinfo facts; uname(&names); sysinfo(&facts);
            printf("%s\\n%lu\\n%lu\\n", names.release, facts.loads[0], facts.freeram); return 0;""");

    private static final Path WAITS_UNTIL = CProgram.staticMain("answers-waits-until", """
            struct timespec end; clock_gettime(CLOCK_MONOTONIC, &end);
            end.tv_nsec += 1000000; end.tv_sec += end.tv_nsec / 1000000000; end.tv_nsec %= 1000000000;
            struct timespec *kept = &end;
            if (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, kept, NULL) != 0) return 1;
            int word = 0;
            long result = syscall(SYS_futex, &word, 9, 0, kept, NULL, -1);
            puts(result == -1 && errno == ETIMEDOUT && kept == &end ? "in time" : "wrong");
            return 0;""");

    private static final Path COPIES = CProgram.staticMain("answers-copies", """
            char piece[64]; ssize_t length;
            while ((length = read(0, piece, sizeof piece)) > 0) write(1, piece, (size_t)length);
            return 0;""");

    private static final Path FORKS = CProgram.staticMain("answers-forks", """
            if (fork() == 0) _exit(0);
            wait(NULL); puts("both"); return 0;""");

    static List<Mode> modes() {
        return Mode.possible();
    }

    private static Conditions conditions(Answers answers, Schedule schedule, InputPace pace) {
        Conditions usual = Conditions.DEFAULTS;
        return new Conditions(
                usual.layoutRandomized(),
                usual.singleCpu(),
                usual.hostName(),
                usual.workingDirectory(),
                usual.processId(),
                usual.stackBytes(),
                List.of(),
                answers,
                schedule,
                pace);
    }

    private static Conditions told(Answers answers) {
        return conditions(answers, Schedule.OF_KERNEL, InputPace.AT_ONCE);
    }

    private static Answers ahead(Duration ahead) {
        return new Answers(ahead, OptionalLong.empty(), Answers.Host.AS_IT_IS, false, false);
    }

    private static Answers drawn(long from) {
        return new Answers(Duration.ZERO, OptionalLong.of(from), Answers.Host.AS_IT_IS, false, false);
    }

    private static JailSpec spec(Path program) {
        return JailSpec.of(program).withTmpfs(List.of(new Tmpfs("/tmp", 64 << 10)));
    }

    private Execution run(Mode mode, JailSpec spec, Conditions conditions) {
        return TestLauncher.engine(mode.host(), fixtures, List.of()).run(spec, conditions);
    }

    private List<String> lines(Mode mode, Path program, Conditions conditions) {
        Execution run = run(mode, spec(program).withAllow(Set.of("utimensat", "futex", "clock_nanosleep")), conditions);
        assertThat(run.termination()).as(run.stderr().text()).isEqualTo(new Exited(0));
        return run.stdout().text().lines().toList();
    }

    private static List<Long> numbers(List<String> lines) {
        return lines.stream()
                .map(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("are all clocks and the times of what it makes, alike, but not the times that it sets itself")
    void clocks(Mode mode) {
        for (Path program : List.of(
                CProgram.staticMain("answers-clocks", CLOCKS), CProgram.dynamicMain("answers-clocks-shared", CLOCKS))) {
            List<Long> plain = numbers(lines(mode, program, Conditions.DEFAULTS));
            List<Long> shifted = numbers(lines(mode, program, told(ahead(AHEAD))));

            for (int i = 0; i < 5; i++) {
                assertThat(Duration.ofSeconds(shifted.get(i) - plain.get(i)))
                        .as("clock %d: %s, then %s", i, plain, shifted)
                        .isBetween(AHEAD, AHEAD.plusHours(1));
            }
            assertThat(plain.get(5)).isEqualTo(1000);
            assertThat(shifted.get(5)).isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is no other time until which it waits, and leaves its registers as they were")
    void deadlines(Mode mode) {
        assertThat(lines(mode, WAITS_UNTIL, told(ahead(AHEAD)))).containsExactly("in time");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("are random bytes that begin alike and go on otherwise, so that who asks for others gets them")
    void randomBytes(Mode mode) {
        for (Path program : List.of(
                CProgram.staticMain("answers-draws", DRAWS), CProgram.dynamicMain("answers-draws-shared", DRAWS))) {
            List<String> zeros = lines(mode, program, told(drawn(0)));

            assertThat(zeros.get(0)).isEqualTo("00".repeat(16));
            assertThat(zeros.get(1)).startsWith("00".repeat(16)).isNotEqualTo("00".repeat(64));
            assertThat(lines(mode, program, told(drawn(0)))).isEqualTo(zeros);
            assertThat(lines(mode, program, told(drawn(255))).get(0)).isEqualTo("ff".repeat(16));
            assertThat(lines(mode, program, Conditions.DEFAULTS)).isNotEqualTo(zeros);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("is the order of a directory, the other way round")
    void directories(Mode mode) {
        List<String> plain = lines(mode, LISTS, Conditions.DEFAULTS);
        List<String> reversed = new ArrayList<>(plain);
        Collections.reverse(reversed);

        assertThat(plain).hasSize(7);
        assertThat(lines(mode, LISTS, told(REVERSED))).isEqualTo(reversed);
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("are the numbers of files and devices, the same ones by each call, and small ones in the other order")
    void fileNumbers(Mode mode) {
        List<String> plain = lines(mode, TELLS_NUMBERS, Conditions.DEFAULTS);
        List<String> other = lines(mode, TELLS_NUMBERS, told(REVERSED));

        assertThat(plain).hasSize(2);
        assertThat(other).hasSize(2).doesNotContainAnyElementsOf(plain);
        assertThat(Long.parseLong(plain.get(0))).isLessThan(Long.parseLong(plain.get(1)));
        assertThat(Long.parseLong(other.get(0))).isGreaterThan(Long.parseLong(other.get(1)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("are the kernel's release, the load and the memory that is free")
    void host(Mode mode) {
        List<String> plain = lines(mode, ASKS_HOST, Conditions.DEFAULTS);
        List<String> other = lines(
                mode,
                ASKS_HOST,
                told(new Answers(Duration.ZERO, OptionalLong.empty(), Answers.Host.BUSY, false, true)));

        assertThat(plain.get(0)).isNotEqualTo("4.19.0");
        assertThat(other.get(0)).isEqualTo("4.19.0");
        assertThat(Long.parseLong(other.get(1))).isEqualTo(500L << 16);
        assertThat(Long.parseLong(other.get(2))).isLessThan(Long.parseLong(plain.get(2)) / 100);
        Answers idle = new Answers(Duration.ZERO, OptionalLong.empty(), Answers.Host.IDLE, false, false);
        assertThat(lines(mode, ASKS_HOST, told(idle)).get(1)).isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("makes no call that the policy does not allow")
    void policy(Mode mode) {
        JailSpec denied = spec(CProgram.staticMain("answers-denied", "time(NULL); socket(1, 1, 0); return 0;"));

        assertThat(run(mode, denied, told(ahead(AHEAD))).termination())
                .isInstanceOfSatisfying(
                        SyscallDenied.class, end -> assertThat(end.syscall()).isEqualTo("socket"));
    }

    /** How it comes out is the kernel's doing: what is certain is how long somebody is held at least. */
    @ParameterizedTest
    @EnumSource(
            value = Late.class,
            names = {"NEW", "EVERY_OTHER_NEW", "MAKERS"})
    @DisplayName("or who is held up so that others get on, takes at least so long and does the same")
    void schedules(Late late) {
        JailSpec spec = spec(FORKS).withPolicy("processes").withLimits(THREE);
        Conditions conditions = conditions(Answers.AS_IT_IS, new Schedule(Set.of(late), 1), InputPace.AT_ONCE);

        Execution run = run(Mode.possible().get(0), spec, conditions);

        assertThat(run.termination()).isEqualTo(new Exited(0));
        assertThat(run.stdout().text()).isEqualTo("both\n");
        assertThat(run.usage().wall()).isGreaterThanOrEqualTo(Duration.ofMillis(late == Late.MAKERS ? 4 : 25));
    }

    @Test
    @DisplayName("or who is held up at calls or anywhere, does what it does")
    void schedulesAnywhere() {
        JailSpec spec = spec(FORKS).withPolicy("processes").withLimits(THREE);
        for (int seed = 0; seed < 10; seed++) {
            Schedule schedule = new Schedule(Set.of(Late.CALLERS, Late.ANYBODY), seed);
            Execution run =
                    run(Mode.possible().get(0), spec, conditions(Answers.AS_IT_IS, schedule, InputPace.AT_ONCE));

            assertThat(run.termination()).isEqualTo(new Exited(0));
            assertThat(run.stdout().text()).isEqualTo("both\n");
        }
    }

    @ParameterizedTest
    @EnumSource(InputPace.class)
    @DisplayName("or gets at another pace, is the same input")
    void paces(InputPace pace) {
        Bytes input = Bytes.utf8("some input ".repeat(20_000));
        Conditions conditions = conditions(Answers.AS_IT_IS, Schedule.OF_KERNEL, pace);
        for (Bytes given : List.of(input, Bytes.utf8("x"), Bytes.EMPTY)) {
            Execution run = run(Mode.possible().get(0), spec(COPIES).withStdin(given), conditions);

            assertThat(run.termination()).isEqualTo(new Exited(0));
            assertThat(run.stdout().content()).isEqualTo(given);
            Duration least = switch (pace) {
                case AT_ONCE -> Duration.ZERO;
                case IN_PIECES -> Duration.ofMillis(15);
                case LATE -> Duration.ofMillis(20);
            };
            assertThat(run.usage().wall()).isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    @DisplayName("is never the past, and not together with another order")
    void impossible() {
        assertThatThrownBy(() -> ahead(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessageContaining("must be whole seconds, and not negative, but was: PT-1S");
        assertThatThrownBy(() -> conditions(ahead(AHEAD), new Schedule(Set.of(Late.NEW), 1), InputPace.AT_ONCE))
                .isInstanceOf(InvalidJailSpecException.class)
                .hasMessageContaining("must be the kernel's where answers are not as it is");
    }
}
