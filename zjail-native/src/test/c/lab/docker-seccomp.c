/*
 * docker-seccomp COMMAND...: runs COMMAND under what Docker's default seccomp profile comes to on x86_64, by the capabilities that
 * this process has, as Docker looks at those of the container (moby, profiles/seccomp/default.json, 2025). What the profile
 * does not allow answers EPERM, and clone3 ENOSYS, so that the C library falls back to clone.
 *
 * The profile lists what is allowed; here is what is left, which is shorter: all of Linux 6.1, and whatever is newer.
 * Left out, since no run of zjail depends on it: AF_VSOCK for socket, values for personality other than 0, 8, 0x20000,
 * 0x20008 and 0xffffffff are refused as there; io_uring as in the newer profiles.
 */
#define _GNU_SOURCE
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ALWAYS (-1)
#define NEW_NAMESPACES 0x7e020000u /* every CLONE_NEW… but CLONE_NEWTIME, as the profile masks them */
#define FIRST_UNKNOWN 470u         /* newer than the profile: libseccomp lets the default action hold */

static const struct {
    int number;
    int capability; /* with which the profile allows it */
} refused[] = {
    {SYS__sysctl, ALWAYS}, {SYS_add_key, ALWAYS}, {SYS_io_uring_enter, ALWAYS}, {SYS_io_uring_register, ALWAYS},
    {SYS_io_uring_setup, ALWAYS}, {SYS_kexec_file_load, ALWAYS}, {SYS_kexec_load, ALWAYS}, {SYS_keyctl, ALWAYS},
    {SYS_migrate_pages, ALWAYS}, {SYS_move_pages, ALWAYS}, {SYS_nfsservctl, ALWAYS}, {SYS_pivot_root, ALWAYS},
    {SYS_request_key, ALWAYS}, {SYS_swapoff, ALWAYS}, {SYS_swapon, ALWAYS}, {SYS_sysfs, ALWAYS}, {SYS_uselib, ALWAYS},
    {SYS_userfaultfd, ALWAYS}, {SYS_ustat, ALWAYS}, {SYS_vserver, ALWAYS},
    {SYS_open_by_handle_at, CAP_DAC_READ_SEARCH},
    {SYS_bpf, CAP_SYS_ADMIN}, {SYS_fanotify_init, CAP_SYS_ADMIN}, {SYS_fsconfig, CAP_SYS_ADMIN}, {SYS_fsmount, CAP_SYS_ADMIN},
    {SYS_fsopen, CAP_SYS_ADMIN}, {SYS_fspick, CAP_SYS_ADMIN}, {SYS_lookup_dcookie, CAP_SYS_ADMIN}, {SYS_mount, CAP_SYS_ADMIN},
    {SYS_mount_setattr, CAP_SYS_ADMIN}, {SYS_move_mount, CAP_SYS_ADMIN}, {SYS_open_tree, CAP_SYS_ADMIN},
    {SYS_perf_event_open, CAP_SYS_ADMIN}, {SYS_quotactl, CAP_SYS_ADMIN}, {SYS_quotactl_fd, CAP_SYS_ADMIN},
    {SYS_setdomainname, CAP_SYS_ADMIN}, {SYS_sethostname, CAP_SYS_ADMIN}, {SYS_setns, CAP_SYS_ADMIN},
    {SYS_syslog, CAP_SYS_ADMIN}, {SYS_umount2, CAP_SYS_ADMIN}, {SYS_unshare, CAP_SYS_ADMIN},
    {SYS_reboot, CAP_SYS_BOOT}, {SYS_chroot, CAP_SYS_CHROOT},
    {SYS_delete_module, CAP_SYS_MODULE}, {SYS_init_module, CAP_SYS_MODULE}, {SYS_finit_module, CAP_SYS_MODULE},
    {SYS_acct, CAP_SYS_PACCT}, {SYS_kcmp, CAP_SYS_PTRACE}, {SYS_pidfd_getfd, CAP_SYS_PTRACE},
    {SYS_process_madvise, CAP_SYS_PTRACE}, {SYS_iopl, CAP_SYS_RAWIO}, {SYS_ioperm, CAP_SYS_RAWIO},
    {SYS_settimeofday, CAP_SYS_TIME}, {SYS_clock_settime, CAP_SYS_TIME}, {SYS_vhangup, CAP_SYS_TTY_CONFIG},
    {SYS_get_mempolicy, CAP_SYS_NICE}, {SYS_mbind, CAP_SYS_NICE}, {SYS_set_mempolicy, CAP_SYS_NICE},
    {SYS_set_mempolicy_home_node, CAP_SYS_NICE},
};

static struct sock_filter filter[256];
static unsigned short length;

static void add(struct sock_filter instruction)
{
    filter[length++] = instruction;
}

static void load(size_t offset)
{
    add((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void answer(uint32_t action)
{
    add((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

static void refuse(uint32_t number, uint32_t error)
{
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1));
    answer(SECCOMP_RET_ERRNO | error);
}

/* A call that is allowed with some bits or values only; leaves the number of the call loaded. */
static void refuse_clone_with_namespaces(void)
{
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4));
    load(offsetof(struct seccomp_data, args[0]));
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NEW_NAMESPACES, 0, 1));
    answer(SECCOMP_RET_ERRNO | EPERM);
    answer(SECCOMP_RET_ALLOW);
}

static void refuse_other_personalities(void)
{
    static const uint32_t allowed[] = {0, 8, 0x20000, 0x20008, 0xffffffff};
    enum { COUNT = sizeof allowed / sizeof allowed[0] };
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_personality, 0, COUNT + 3));
    load(offsetof(struct seccomp_data, args[0]));
    for (unsigned i = 0; i < COUNT; i++) {
        add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, allowed[i], (uint8_t)(COUNT - i), 0));
    }
    answer(SECCOMP_RET_ERRNO | EPERM);
    answer(SECCOMP_RET_ALLOW);
}

static int has(int capability)
{
    struct __user_cap_header_struct self = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct own[2] = {{0}, {0}};
    syscall(SYS_capget, &self, own);
    return capability != ALWAYS && (own[capability / 32].permitted >> capability % 32 & 1) != 0;
}

static void build(void)
{
    load(offsetof(struct seccomp_data, arch));
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0));
    answer(SECCOMP_RET_ERRNO | EPERM);
    load(offsetof(struct seccomp_data, nr));
    add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_UNKNOWN, 0, 1));
    answer(SECCOMP_RET_ERRNO | EPERM);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (!has(refused[i].capability)) {
            refuse((uint32_t)refused[i].number, EPERM);
        }
    }
    if (!has(CAP_SYS_ADMIN)) {
        refuse(SYS_clone3, ENOSYS);
        refuse_clone_with_namespaces();
        load(offsetof(struct seccomp_data, nr));
    }
    refuse_other_personalities();
    answer(SECCOMP_RET_ALLOW);
}

int main(int argc, char **argv)
{
    struct sock_fprog program = {.filter = filter};
    build();
    program.len = length;
    /* Like Docker without no-new-privileges where this may be done so; an ordinary user may not. */
    if (argc < 2 || (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0
                     && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0))) {
        perror("docker-seccomp");
        return 125;
    }
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 126;
}
