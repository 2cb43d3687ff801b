package dev.zjail.engine.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Compiles small C programs for tests, under target/. */
final class CProgram {
    private static final Path DIRECTORY = Path.of("target", "test-programs");

    private static final Path SOURCES = Path.of("src", "test", "c", "programs");

    /** What the program of each name was compiled from in this virtual machine. */
    private static final Map<String, Source> COMPILED = new ConcurrentHashMap<>();

    private CProgram() {}

    /** Compiles the body of a {@code main} against glibc, statically linked. */
    static Path staticMain(String name, String body, String... flags) {
        return compile(
                name,
                program(body),
                Stream.concat(Stream.of("-static"), Stream.of(flags)).toArray(String[]::new));
    }

    /** Compiles the body of a {@code main} against glibc, dynamically linked. */
    static Path dynamicMain(String name, String body, String... flags) {
        return compile(name, program(body), flags);
    }

    /** Compiles the body of a function that is all there is: no C library, no start files. */
    static Path freestanding(String name, String body, String... flags) {
        String source = """
                #include <asm/unistd.h>
                static long call(long n, long a, long b, long c) {
                    long r;
                    __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
                    return r;
                }
                __attribute__((used)) void run(void) { %s for (;;) call(__NR_exit_group, 0, 0, 0); }
                __asm__(".globl _start\\n_start: and $-16, %%rsp\\ncall run\\n");
                """.formatted(body);
        return compile(
                name,
                source,
                Stream.concat(Stream.of("-static", "-nostdlib", "-ffreestanding"), Stream.of(flags))
                        .toArray(String[]::new));
    }

    /** A program whose second thread calls ptrace while its leader waits. */
    static Path compileThreads() {
        String source = """
                #include <pthread.h>
                #include <sys/ptrace.h>
                #include <unistd.h>
                static void *trace(void *unused) { write(1, "before\\n", 7); ptrace(PTRACE_TRACEME, 0, 0, 0); return unused; }
                int main(void) {
                    pthread_t thread;
                    if (pthread_create(&thread, 0, trace, 0) != 0) return 1;
                    pthread_join(thread, 0);
                    return 0;
                }
                """;
        return compile("threads", source, "-static", "-pthread");
    }

    /** Compiles a program of {@code src/test/c/programs}. */
    static Path file(String source, String... flags) {
        String name = source.replace(".c", "") + String.join("", flags);
        return compile(name, read(SOURCES.resolve(source)), flags);
    }

    /** Compiles a tool of the tests from its source in {@code src/test/c}, against the headers of the launcher. */
    static Path tool(String name, String... flags) {
        List<String> all = new ArrayList<>(List.of("-g", "-Wextra", "-Werror", "-I", "src/main/c"));
        all.addAll(List.of(flags));
        return compile(Path.of("src", "test", "c", name + ".c"), DIRECTORY.resolve(name), all);
    }

    /** Compiles a program of {@code src/test/c/endings}, with threads, statically linked. */
    static Path ending(String name) {
        Path source = SOURCES.resolveSibling("endings").resolve(name + ".c");
        return compile("endings-" + name, read(source), "-pthread", "-static");
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program(String body) {
        return """
                #define _GNU_SOURCE
                #include <dirent.h>
                #include <errno.h>
                #include <fcntl.h>
                #include <signal.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <string.h>
                #include <locale.h>
                #include <poll.h>
                #include <pthread.h>
                #include <sched.h>
                #include <sys/auxv.h>
                #include <sys/mman.h>
                #include <sys/prctl.h>
                #include <sys/ptrace.h>
                #include <sys/resource.h>
                #include <netinet/in.h>
                #include <sys/random.h>
                #include <sys/signalfd.h>
                #include <sys/stat.h>
                #include <sys/socket.h>
                #include <sys/syscall.h>
                #include <sys/sysmacros.h>
                #include <sys/sysinfo.h>
                #include <sys/time.h>
                #include <sys/times.h>
                #include <sys/uio.h>
                #include <sys/utsname.h>
                #include <sys/vfs.h>
                #include <sys/wait.h>
                #include <time.h>
                #include <unistd.h>
                static inline void *do_nothing(void *unused) { return unused; }
                static inline void *read_counter(void *unused) { __builtin_ia32_rdtsc(); return unused; }
                static inline void leave(int signal) { _exit(signal == 11 ? 42 : 1); }
                static inline int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
                int main(int argc, char **argv) { (void)argc; (void)argv;
                %s }
                """.formatted(body);
    }

    /** Once for each name, unless another source or other flags come under it. */
    private static Path compile(String name, String source, String... flags) {
        Source wanted = new Source(source, List.of(flags));
        COMPILED.compute(name, (sameName, known) -> {
            if (!wanted.equals(known)) {
                compileAnew(name, wanted);
            }
            return wanted;
        });
        return DIRECTORY.resolve(name).toAbsolutePath();
    }

    private static void compileAnew(String name, Source source) {
        try {
            Files.createDirectories(DIRECTORY);
            Path file = Files.writeString(DIRECTORY.resolve(name + ".c"), source.text());
            compile(file, DIRECTORY.resolve(name), source.flags());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Source(String text, List<String> flags) {}

    private static Path compile(Path source, Path binary, List<String> flags) {
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-Wall", "-o", binary.toString()));
        command.add(source.toString());
        command.addAll(flags);
        try {
            Files.createDirectories(DIRECTORY);
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (gcc.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return binary.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
