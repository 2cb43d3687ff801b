package dev.zjail.junit;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Attaches the files of a run to its test, where JUnit can: {@code ExtensionContext.publishDirectory} came with 5.12.
 * It is the one method for it that is the same from there to 6.1 ({@code publishFile} wants a class that has moved),
 * and it is looked up by its name, because this module is compiled against 5.10.
 *
 * <p>What is attached is one more name of the same file (link(2)), so that each is stored once.
 *
 * <p>Nothing depends on it: the files are where they are, attached or not. So a JUnit that attaches nothing (its test
 * kit does not, unless told to) fails no test.
 */
final class Attachments {
    private static final Optional<Method> PUBLISH_DIRECTORY = publishDirectoryOf(ExtensionContext.class);

    private static final String SUFFIX = ".audit.json";

    private Attachments() {}

    /** The method as it is declared from 5.12 on; empty before. */
    static Optional<Method> publishDirectoryOf(Class<?> context) {
        return Stream.of(context.getMethods())
                .filter(method -> method.getName().equals("publishDirectory"))
                .filter(method -> method.getParameterCount() == 2 && method.getParameterTypes()[0] == String.class)
                .findFirst();
    }

    /** Attaches a run's own file and what lies beside it, under a name that no other run of the test has. */
    static void publish(ExtensionContext context, Path auditFile) {
        PUBLISH_DIRECTORY.ifPresent(method -> publish(method, context, auditFile));
    }

    static void publish(Method publishDirectory, Object context, Path auditFile) {
        String name = String.valueOf(auditFile.getFileName());
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        try {
            publishDirectory.invoke(context, stem, linking(publishDirectory.getParameterTypes()[1], auditFile, stem));
        } catch (InvocationTargetException e) {
            // JUnit attaches nothing here: see above.
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a method of a public interface can be called", e);
        }
    }

    /** JUnit's ThrowingConsumer of 5.12 and later, which takes the directory to fill. */
    private static Object linking(Class<?> consumer, Path auditFile, String stem) {
        return Proxy.newProxyInstance(
                Attachments.class.getClassLoader(), new Class<?>[] {consumer}, (self, method, given) -> {
                    if (given != null && given.length == 1 && given[0] instanceof Path directory) {
                        link(auditFile, stem, directory);
                    }
                    return null;
                });
    }

    private static void link(Path auditFile, String stem, Path directory) throws IOException {
        for (String name : List.of(stem + SUFFIX, stem + ".stdout.txt", stem + ".stderr.txt")) {
            Path file = auditFile.resolveSibling(name);
            if (Files.exists(file)) {
                link(file, directory.resolve(name));
            }
        }
    }

    private static void link(Path file, Path attachment) throws IOException {
        // An earlier build's may be there: its reports were cleaned away, and its attachments were not.
        Files.deleteIfExists(attachment);
        try {
            Files.createLink(attachment, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Another file system, or one without links.
            Files.copy(file, attachment);
        }
    }
}
