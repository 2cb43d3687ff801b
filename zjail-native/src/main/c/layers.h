#ifndef ZJAIL_LAYERS_H
#define ZJAIL_LAYERS_H

#include "jail.h"

/* The ground: fresh namespaces for the launcher's children. Done by the launcher, before there is a guest. */
int enter_namespaces(struct progress *progress, int with_user_namespace, uint32_t guest_id);
int set_host_name(struct progress *progress, const char *host_name);

/* Writes to a file that is there, at once. */
int write_file(struct progress *progress, const char *step, const char *path, const char *content);

/* Gives up every privilege: what the guest loses with layer 6, and the init too. */
int drop_privileges(struct progress *progress, uint32_t id, int in_user_namespace);

/* Becomes the guest. Returns only if that failed; the progress says where. */
void become_guest(const struct jail *jail);

#endif
