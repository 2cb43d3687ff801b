package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;

import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes into a jail beside the program. gcc is there wherever this project is built. */
@DisplayName("What is in the jail")
class JailContentsTests {
    // snippet: mounts
    @Test
    @Jailed(
            value = "/usr/bin/gcc",
            args = {"-c", "-o", "/tmp/greeter.o", "/src/greeter.c"},
            mounts = "/usr",
            files = "src/test/c/greeter.c -> /src/greeter.c",
            tmpfs = "/tmp:16MiB",
            env = "PATH=/usr/bin:/bin",
            policy = "processes",
            allow = "execve",
            collect = "/tmp/greeter.o")
    void compiles(JailResult run) {
        assertThat(run).exitedWith(0).hasFile("/tmp/greeter.o");
    }
    // end: mounts

    @Test
    @Jailed(
            value = "/bin/sh",
            args = {"-c", "echo gone > /dev/null; read line < /etc/passwd; echo ${line%%:*}; pwd"},
            tmpfs = "/work:1MiB",
            workingDirectory = "/work")
    void hasDevicesANameAndAPlace(JailResult run) {
        assertThat(run).exitedWith(0).hasStdout("guest\n/work\n");
    }
}
