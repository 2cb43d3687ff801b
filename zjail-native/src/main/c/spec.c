#include "spec.h"

#include "text.h"

struct cursor {
    const unsigned char *at;
    size_t left;
};

static const void *take(struct cursor *cursor, size_t count)
{
    if (count > cursor->left) {
        return NULL;
    }
    const void *taken = cursor->at;
    cursor->at += count;
    cursor->left -= count;
    return taken;
}

static const char *take_string(struct cursor *cursor)
{
    uint32_t length;
    const void *prefix = take(cursor, sizeof length);
    if (prefix == NULL) {
        return NULL;
    }
    memcpy(&length, prefix, sizeof length);
    const char *string = take(cursor, (size_t)length + 1);
    if (string == NULL || string[length] != '\0' || text_length(string) != length) {
        return NULL;
    }
    return string;
}

static int take_absolute_path(struct cursor *cursor, const char **path)
{
    *path = take_string(cursor);
    return *path != NULL && (*path)[0] == '/';
}

/* Each of them an absolute path, or "" for none. */
static int take_cgroups(struct cursor *cursor, const char **paths)
{
    for (uint32_t i = 0; i < CGROUPS_MOST; i++) {
        paths[i] = take_string(cursor);
        if (paths[i] == NULL || (paths[i][0] != '\0' && paths[i][0] != '/')) {
            return 0;
        }
    }
    return 1;
}

static int take_tmpfs(struct cursor *cursor, struct spec *spec)
{
    for (uint32_t i = 0; i < spec->header->tmpfs_count; i++) {
        const void *size = take(cursor, sizeof(uint64_t));
        if (size == NULL) {
            return 0;
        }
        memcpy(&spec->tmpfs[i].size, size, sizeof(uint64_t));
        if (!take_absolute_path(cursor, &spec->tmpfs[i].path)) {
            return 0;
        }
    }
    return 1;
}

static int take_mounts(struct cursor *cursor, struct spec *spec)
{
    for (uint32_t i = 0; i < spec->header->mount_count; i++) {
        struct mount *mount = &spec->mounts[i];
        const void *kind = take(cursor, sizeof mount->kind);
        if (kind == NULL) {
            return 0;
        }
        memcpy(&mount->kind, kind, sizeof mount->kind);
        if (mount->kind < MOUNT_DIRECTORY || mount->kind > MOUNT_KIND_LAST
            || !take_absolute_path(cursor, &mount->source) || !take_absolute_path(cursor, &mount->target)) {
            return 0;
        }
    }
    return 1;
}

static int take_collected(struct cursor *cursor, struct spec *spec)
{
    for (uint32_t i = 0; i < spec->header->collect_count; i++) {
        struct collected *collected = &spec->collected[i];
        const void *tmpfs = take(cursor, sizeof collected->tmpfs);
        if (tmpfs == NULL) {
            return 0;
        }
        memcpy(&collected->tmpfs, tmpfs, sizeof collected->tmpfs);
        collected->path = take_string(cursor);
        if (collected->tmpfs >= spec->header->tmpfs_count || collected->path == NULL || collected->path[0] == '\0'
            || collected->path[0] == '/') {
            return 0;
        }
    }
    return 1;
}

static int take_strings(struct cursor *cursor, uint32_t count, const char **strings)
{
    for (uint32_t i = 0; i < count; i++) {
        strings[i] = take_string(cursor);
        if (strings[i] == NULL) {
            return 0;
        }
    }
    strings[count] = NULL;
    return 1;
}

const char *spec_check_header(const struct spec_header *header)
{
    if (header->magic != SPEC_MAGIC) {
        return "spec: magic";
    }
    if (header->version != SPEC_VERSION) {
        return "spec: version";
    }
    if (header->size < sizeof *header || header->size > SPEC_LARGEST) {
        return "spec: size";
    }
    if (header->filter_count == 0 || header->filter_count > BPF_MAXINSNS) {
        return "spec: filter_count";
    }
    if (header->tmpfs_count > TMPFS_MOST) {
        return "spec: tmpfs_count";
    }
    if (header->mount_count > MOUNTS_MOST) {
        return "spec: mount_count";
    }
    if ((header->answers & ~(uint32_t)ANSWER_ALL) != 0 || header->schedule > SCHEDULE_ALL) {
        return "spec: answers";
    }
    if (header->collect_count > COLLECT_MOST) {
        return "spec: collect_count";
    }
    if (header->argument_count == 0 || header->argument_count > STRINGS_MOST) {
        return "spec: argument_count";
    }
    if (header->environment_count > STRINGS_MOST) {
        return "spec: environment_count";
    }
    if (header->guest_id == 0 || header->guest_id == UINT32_MAX) {
        return "spec: guest_id";
    }
    if (header->processes == 0 || header->processes > PROCESSES_MOST) {
        return "spec: processes";
    }
    if ((header->flags & ~(uint32_t)SPEC_ALL_FLAGS) != 0) {
        return "spec: flags";
    }
    if (header->process_id < PROCESS_ID_FIRST || header->process_id > PROCESS_ID_MOST) {
        return "spec: process_id";
    }
    if (header->wall_nanoseconds == 0) {
        return "spec: wall_nanoseconds";
    }
    if (header->execve_path_address == 0 || header->execve_path_address % 4096 != 0) {
        return "spec: execve_path_address";
    }
    return NULL;
}

const char *spec_parse(const void *record, const char **string_table, struct spec *spec)
{
    const struct spec_header *header = record;
    const char *wrong = spec_check_header(header);
    if (wrong != NULL) {
        return wrong;
    }
    struct cursor cursor = {.at = (const unsigned char *)(header + 1), .left = header->size - sizeof *header};
    spec->header = header;
    spec->filter = take(&cursor, header->filter_count * sizeof(struct sock_filter));
    if (spec->filter == NULL) {
        return "spec: filter";
    }
    if (!take_absolute_path(&cursor, &spec->rootfs)) {
        return "spec: rootfs";
    }
    if (!take_absolute_path(&cursor, &spec->executable) || text_length(spec->executable) >= 4096) {
        return "spec: executable";
    }
    spec->host_name = take_string(&cursor);
    if (spec->host_name == NULL) {
        return "spec: host_name";
    }
    if (!take_absolute_path(&cursor, &spec->working_directory) || text_length(spec->working_directory) >= 4096) {
        return "spec: working_directory";
    }
    if (!take_cgroups(&cursor, spec->cgroup_processes)) {
        return "spec: cgroup_processes";
    }
    if (!take_tmpfs(&cursor, spec)) {
        return "spec: tmpfs";
    }
    if (!take_mounts(&cursor, spec)) {
        return "spec: mounts";
    }
    if (!take_collected(&cursor, spec)) {
        return "spec: collect";
    }
    spec->arguments = string_table;
    spec->environment = string_table + header->argument_count + 1;
    if (!take_strings(&cursor, header->argument_count, spec->arguments)) {
        return "spec: arguments";
    }
    if (!take_strings(&cursor, header->environment_count, spec->environment)) {
        return "spec: environment";
    }
    return cursor.left == 0 ? NULL : "spec: bytes after the end";
}
