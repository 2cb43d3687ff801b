package dev.zjail.engine.rootfs;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A directory of the host that the guest sees in place: read-only, not copied, and so not fingerprinted.
 *
 * @param host where it is on the host
 * @param jail where the guest sees it, an absolute path
 * @param withSubmounts whether what is mounted below it on the host is there too; otherwise the guest sees the empty
 *     directories it is mounted on
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HostMount(Path host, String jail, boolean withSubmounts) {}
