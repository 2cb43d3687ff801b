package dev.zjail.truthimatics;

import org.apiguardian.api.API;

/** The weights of Truthimatics cannot be used: they are missing, broken, or measured with another plan of replays. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeightsException(String from, String rule, String found, String remedy) {
        super("the weights in " + from + " " + rule + ", but: " + found + ". Remedy: " + remedy + ".");
    }
}
