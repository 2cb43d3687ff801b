package dev.zjail.samples;

import static dev.zjail.assertj.ZjailAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.zjail.junit.Jail;
import dev.zjail.junit.JailResult;
import dev.zjail.junit.Jailed;
import dev.zjail.junit.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The protocol buffer compiler, as it comes from Maven Central: 10 MB of statically linked C++ made by others. */
class ProtocTests {

    /**
     * A program of the jail that runs protoc beside itself and then copies its file out. That takes three system calls
     * more than the policy has, and room for a second process.
     */
    @Nested
    @DisplayName("protoc that writes a descriptor set")
    @Jailed(
            value = "target/native/run_and_show",
            args = {
                "/out/person.desc",
                "/bin/protoc",
                "--proto_path=/in",
                "--descriptor_set_out=/out/person.desc",
                "person.proto"
            },
            files = {"target/native/protoc -> /bin/protoc", "src/test/proto -> /in"},
            tmpfs = "/out:1MiB",
            limits = @Limits(processes = 2))
    class DescriptorSet {
        @Test
        @Jailed(allow = {"vfork", "execve", "wait4"})
        void describesTheMessageInTheSource(JailResult run) throws InvalidProtocolBufferException {
            assertThat(run).exitedWith(0).hasStderr("about to: vfork\nabout to: execve\n");

            FileDescriptorSet files = FileDescriptorSet.parseFrom(run.stdout().bytes());
            assertThat(files.getFileList()).singleElement().satisfies(file -> {
                assertThat(file.getName()).isEqualTo("person.proto");
                assertThat(file.getPackage()).isEqualTo("demo");
                assertThat(file.getMessageTypeList())
                        .extracting(DescriptorProto::getName)
                        .containsExactly("Person");
                assertThat(file.getMessageType(0).getFieldList())
                        .extracting(FieldDescriptorProto::getName)
                        .containsExactly("name", "id", "email");
            });
        }

        @Test
        void needsVfork(JailResult run) {
            assertThat(run).hasStderr("about to: vfork\n").wasKilledBySyscall("vfork");
        }

        @Test
        @Jailed(
                allow = {"vfork", "execve", "wait4"},
                args = {
                    "/out/broken.desc",
                    "/bin/protoc",
                    "--proto_path=/in",
                    "--descriptor_set_out=/out/broken.desc",
                    "broken.proto"
                },
                exitCodes = 1)
        void reportsAnErrorInTheSource(JailResult run) {
            assertThat(run).exitedWith(1).hasStdout("");
            assertThat(run.stderr().text()).contains("broken.proto:4:1: Reached end of input in message definition");
        }
    }

    /** As the program of the jail itself, under the policy static and nothing else. */
    @Nested
    @DisplayName("protoc by itself")
    // snippet: compiler-class
    @Jailed(value = "target/native/protoc", files = "src/test/proto -> /in")
    class Alone {
        private static final String TEXT = "name: \"Ada\"\nid: 7\nemail: \"ada@example.org\"\n";
        // end: compiler-class

        @Test
        @Jailed(args = "--version")
        void saysItsVersion(JailResult run) {
            assertThat(run).exitedWith(0);
            assertThat(run.stdout().text()).startsWith("libprotoc ");
        }

        // snippet: compiler-tmpfs
        @Test
        @Jailed(
                args = {"--proto_path=/in", "--descriptor_set_out=/out/person.desc", "person.proto"},
                tmpfs = "/out:1MiB",
                collect = "/out/person.desc")
        void compilesIntoATmpfs(JailResult run) throws InvalidProtocolBufferException {
            assertThat(run).exitedWith(0).hasFile("/out/person.desc");

            FileDescriptorSet files =
                    FileDescriptorSet.parseFrom(run.file("/out/person.desc").bytes());
            assertThat(files.getFile(0).getName()).isEqualTo("person.proto");
        }
        // end: compiler-tmpfs

        // snippet: compiler-error
        @Test
        @Jailed(
                args = {"--proto_path=/in", "--descriptor_set_out=/in/person.desc", "person.proto"},
                exitCodes = 1)
        void cannotWriteBesideItsSource(JailResult run) {
            assertThat(run).exitedWith(1).hasStdout("");
            assertThat(run.stderr().text()).contains("/in/person.desc: Read-only file system");
        }
        // end: compiler-error

        // snippet: compiler-pipe
        @Test
        void encodesAndDecodesAMessage(Jail jail) {
            JailResult encoded = jail.withStdin(TEXT).run("--proto_path=/in", "--encode=demo.Person", "person.proto");
            assertThat(encoded).exitedWith(0).hasStderr("");

            JailResult decoded = jail.withStdin(encoded.stdout().bytes())
                    .run("--proto_path=/in", "--decode=demo.Person", "person.proto");
            assertThat(decoded).exitedWith(0).hasStdout(TEXT);
        }
        // end: compiler-pipe
    }
}
