package dev.zjail.engine.rootfs;

/**
 * A plan while it is made.
 *
 * @param places where the loader and libraries may come from that nobody mapped
 * @param mapped what was mapped; it joins the layout at the end
 * @param layout what else comes into the jail
 * @param observations what was looked at on the host
 */
record PlanDraft(TrustedPlaces places, Layout mapped, Layout layout, Observations observations) {}
