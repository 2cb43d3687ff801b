package dev.zjail.build;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/** Tells a build server from a person's machine, by the environment variables that build servers set. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BuildServer {
    /** Nearly all set the first. */
    private static final List<String> VARIABLES = List.of(
            "CI",
            "CONTINUOUS_INTEGRATION",
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "JENKINS_URL",
            "HUDSON_URL",
            "TEAMCITY_VERSION",
            "TF_BUILD",
            "BUILDKITE",
            "TRAVIS",
            "CIRCLECI",
            "CIRRUS_CI",
            "BITBUCKET_BUILD_NUMBER",
            "APPVEYOR",
            "CODEBUILD_BUILD_ID",
            "DRONE",
            "SEMAPHORE",
            "bamboo_buildKey");

    private BuildServer() {}

    /**
     * Finds the variable that gives a build server away.
     *
     * @param environment looks up an environment variable
     * @return its name; empty on a person's machine. One that is empty, {@code false} or {@code 0} is not set.
     */
    public static Optional<String> variable(Function<String, Optional<String>> environment) {
        return VARIABLES.stream()
                .filter(name ->
                        environment.apply(name).filter(BuildServer::isSet).isPresent())
                .findFirst();
    }

    private static boolean isSet(String value) {
        return !List.of("", "0", "false").contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
