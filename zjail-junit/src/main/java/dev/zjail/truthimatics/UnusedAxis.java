package dev.zjail.truthimatics;

import org.apiguardian.api.API;

/**
 * An axis along which no replay is varied.
 *
 * @param axis the axis
 * @param declared whether the test declares what it would change: then the program may depend on it
 * @param reason why, a sentence without a full stop
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UnusedAxis(Axis axis, boolean declared, String reason) {}
