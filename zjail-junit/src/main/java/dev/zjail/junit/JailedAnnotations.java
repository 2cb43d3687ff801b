package dev.zjail.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds every {@code @Jailed} that applies to a test, closest first: the one place where that order is decided.
 *
 * <p>JUnit's own finders answer with the one closest annotation of one element. Merging attribute by attribute needs
 * all of them, and those of the enclosing classes of a {@code @Nested} class, which JUnit's finders do not look at; the
 * parents of the context know them, also where a nested class is inherited.
 */
final class JailedAnnotations {
    private JailedAnnotations() {}

    /** Those of the context's method, then of its class and what that extends, then of enclosing classes. */
    static List<Jailed> closestFirst(ExtensionContext context) {
        Set<Jailed> found = new LinkedHashSet<>();
        Optional<ExtensionContext> current = Optional.of(context);
        while (current.isPresent()) {
            current.get().getElement().ifPresent(element -> collectFrom(element, found));
            current = current.get().getParent();
        }
        return List.copyOf(found);
    }

    /** The same, behind those of the lifecycle method that asks. */
    static List<Jailed> closestFirst(AnnotatedElement lifecycleMethod, ExtensionContext context) {
        Set<Jailed> found = new LinkedHashSet<>();
        collectFrom(lifecycleMethod, found);
        found.addAll(closestFirst(context));
        return List.copyOf(found);
    }

    private static void collectFrom(AnnotatedElement element, Set<Jailed> found) {
        if (element instanceof Class<?> type) {
            hierarchy(type).forEach(each -> collectPresentOn(each, found));
        } else {
            collectPresentOn(element, found);
        }
    }

    /** The class, its interfaces, then its superclass in the same way. */
    private static List<Class<?>> hierarchy(Class<?> type) {
        List<Class<?>> hierarchy = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            hierarchy.add(each);
            addInterfaces(each, hierarchy);
        }
        return hierarchy;
    }

    private static void addInterfaces(Class<?> type, List<Class<?>> hierarchy) {
        for (Class<?> each : type.getInterfaces()) {
            hierarchy.add(each);
            addInterfaces(each, hierarchy);
        }
    }

    private static void collectPresentOn(AnnotatedElement element, Set<Jailed> found) {
        found.addAll(presentOn(element, Jailed.class));
    }

    /** Breadth first, because an annotation that carries {@code @Jailed} is closer than one two steps away. */
    static <A extends Annotation> List<A> presentOn(AnnotatedElement element, Class<A> type) {
        List<A> found = new ArrayList<>();
        Set<Class<? extends Annotation>> seen = new HashSet<>();
        Deque<AnnotatedElement> waiting = new ArrayDeque<>(List.of(element));
        while (!waiting.isEmpty()) {
            AnnotatedElement next = waiting.removeFirst();
            Optional.ofNullable(next.getDeclaredAnnotation(type)).ifPresent(found::add);
            Arrays.stream(next.getDeclaredAnnotations())
                    .map(Annotation::annotationType)
                    .filter(seen::add)
                    .forEach(waiting::add);
        }
        return found;
    }
}
