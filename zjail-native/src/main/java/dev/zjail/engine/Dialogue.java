package dev.zjail.engine;

import org.apiguardian.api.API;

/**
 * What a run has in which its caller talked with the program.
 *
 * @param endedByCaller whether the caller ended the program: then how it would have ended is not known
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Dialogue(boolean endedByCaller) {}
