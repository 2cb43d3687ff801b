package dev.zjail.junit;

import dev.zjail.engine.JailSpec;
import dev.zjail.engine.ResourceLimits;
import dev.zjail.engine.advice.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A configuration to which a suggestion was added, as if the test had it in its annotation. */
final class SuggestedConfig {
    private final JailSpec request;
    private final Suggestion suggestion;
    private final SettingParser parser;

    private SuggestedConfig(JailSpec request, Suggestion suggestion, SettingParser parser) {
        this.request = request;
        this.suggestion = suggestion;
        this.parser = parser;
    }

    static JailedConfig of(JailedConfig config, Suggestion suggestion, SettingParser parser) {
        SuggestedConfig suggested = new SuggestedConfig(config.request(), suggestion, parser);
        JailSpec request = suggested.request();
        ResourceLimits before = config.request().limits();
        return config.withRequest(request).withGivenLimits(config.givenLimits().orChanged(before, request.limits()));
    }

    private JailSpec request() {
        JailSpec changed = request.withAllow(allow())
                .withRefuse(values("refuse"))
                .withEnvironment(values("env"))
                .withFiles(parser.files(setting("files"), values("files")))
                .withMounts(parser.mounts(setting("mounts"), values("mounts")))
                .withTmpfs(SettingParser.tmpfs(setting("tmpfs"), values("tmpfs")))
                .withProvide(values("provide"));
        for (String policy : suggestion.values("policy")) {
            changed = parser.withPolicy(Setting.JAIL, changed, policy);
        }
        for (String bytes : suggestion.values("limits.memory")) {
            changed = changed.withLimits(
                    changed.limits().withMemoryBytes(Quantity.bytes(setting("limits.memory"), bytes)));
        }
        return changed;
    }

    private Set<String> allow() {
        return new TreeSet<>(values("allow"));
    }

    private List<String> values(String attribute) {
        return suggestion.complete(request, attribute);
    }

    private static Setting setting(String attribute) {
        return new Setting(Setting.JAIL, attribute);
    }
}
