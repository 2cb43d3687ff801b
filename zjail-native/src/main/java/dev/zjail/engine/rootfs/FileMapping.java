package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A file or directory of the host that the guest may read.
 *
 * @param host where it is on the host
 * @param jail where the guest sees it, an absolute path
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FileMapping(Path host, String jail) {}
