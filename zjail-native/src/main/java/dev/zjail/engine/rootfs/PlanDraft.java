package dev.zjail.engine.rootfs;

import java.util.List;

/**
 * A plan while it is made.
 *
 * @param places where the loader and libraries may come from that nobody mapped
 * @param trees what is mounted
 * @param mapped what was mapped; it joins the layout at the end
 * @param layout what else comes into the jail
 * @param observations what was looked at on the host
 * @param libraryPath directories in the jail that the environment names for libraries
 */
record PlanDraft(
        TrustedPlaces places,
        MountedTrees trees,
        Layout mapped,
        Layout layout,
        Observations observations,
        List<String> libraryPath) {

    PlanDraft {
        libraryPath = List.copyOf(libraryPath);
    }
}
