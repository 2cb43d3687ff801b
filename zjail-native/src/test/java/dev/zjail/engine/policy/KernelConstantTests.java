package dev.zjail.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The constants of the kernel")
class KernelConstantTests {
    /** What headers of Linux 6.1 do not have: those of Linux 6.6, of 6.10 to 6.14. */
    private static final List<KernelConstant> NEWER = List.of(
            KernelConstant.ARCH_SHSTK_STATUS,
            KernelConstant.ARCH_CET_STATUS,
            KernelConstant.MADV_GUARD_INSTALL,
            KernelConstant.MADV_GUARD_REMOVE,
            KernelConstant.STATX_SUBVOL,
            KernelConstant.STATX_WRITE_ATOMIC,
            KernelConstant.STATX_DIO_READ_ALIGN);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void haveTheValuesOfTheHeaders() throws IOException {
        Map<String, Long> inHeaders = valuesInHeaders();

        assertThat(inHeaders).hasSizeGreaterThanOrEqualTo(KernelConstant.values().length - NEWER.size());
        assertThat(inHeaders)
                .allSatisfy((name, value) -> assertThat(value)
                        .as(name)
                        .isEqualTo(KernelConstant.valueOf(name).value()));
    }

    private Map<String, Long> valuesInHeaders() throws IOException {
        String lines = Arrays.stream(KernelConstant.values())
                .map(constant -> "#ifdef " + constant + "\n    printf(\"" + constant
                        + " %llu\\n\", (unsigned long long)" + constant + ");\n#endif\n")
                .collect(Collectors.joining());
        Path source = Files.writeString(
                directory.resolve("constants.c"),
                "#define _GNU_SOURCE\n#include <asm/ioctls.h>\n#include <asm/prctl.h>\n#include <asm/termbits.h>\n"
                        + "#include <fcntl.h>\n#include <linux/fs.h>\n#include <linux/futex.h>\n#include <linux/sched.h>\n#include <linux/vt.h>\n#include <linux/close_range.h>\n#include <sys/ioctl.h>\n#include <sys/prctl.h>\n#include <signal.h>\n#include <stdio.h>\n"
                        + "#include <sys/mman.h>\n#include <sys/random.h>\n#include <sys/socket.h>\n#include <sys/stat.h>\n#include <time.h>\nint main(void)\n{\n"
                        + lines + "}\n");
        Path program = directory.resolve("constants");
        Native.Outcome compiled = Native.run(directory, List.of("gcc", "-o", program.toString(), source.toString()));
        assertThat(compiled.status()).as(compiled.output()).isZero();
        Map<String, Long> values = new TreeMap<>();
        Native.run(directory, List.of(program.toString())).output().lines().forEach(line -> {
            List<String> words = List.of(line.split(" "));
            values.put(words.get(0), Long.parseLong(words.get(1)));
        });
        return values;
    }
}
