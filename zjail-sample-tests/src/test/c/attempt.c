#include "payload.h"

#include <fcntl.h>
#include <linux/keyctl.h>
#include <linux/reboot.h>
#include <sched.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/uio.h>

/* Makes the one system call its argument names, with arguments that get as far into the kernel as they can. */

enum { INIT = 1, STDIN = 0 };

static char memory[256];
static struct iovec own = {memory, sizeof memory}, others = {memory, sizeof memory};

static const struct attempt {
  const char *name;
  long number;
  long arguments[6];
} attempts[] = {
    /* Other processes. */
    {"process_vm_readv", SYS_process_vm_readv, {INIT, (long)&own, 1, (long)&others, 1}},
    {"process_vm_writev", SYS_process_vm_writev, {INIT, (long)&own, 1, (long)&others, 1}},
    {"pidfd_open", SYS_pidfd_open, {INIT, 0}},
    {"kcmp", SYS_kcmp, {INIT, INIT, 0, 0, 0}},
    {"tkill", SYS_tkill, {INIT, 9}},
    {"prctl", SYS_prctl, {PR_SET_DUMPABLE, 1, 0, 0, 0}},
    {"personality", SYS_personality, {ADDR_NO_RANDOMIZE}},

    /* Namespaces, mounts, devices, identity. */
    {"unshare", SYS_unshare, {CLONE_NEWUSER}},
    {"setns", SYS_setns, {STDIN, 0}},
    {"clone3", SYS_clone3, {(long)memory, 64}},
    {"open_tree", SYS_open_tree, {AT_FDCWD, (long)"/", 1 /* OPEN_TREE_CLONE */}},
    {"fsopen", SYS_fsopen, {(long)"proc", 0}},
    {"mknodat", SYS_mknodat, {AT_FDCWD, (long)"/tmp/disk", S_IFBLK | 0600, 8 << 8 /* the first disk */}},
    {"open_by_handle_at", SYS_open_by_handle_at, {AT_FDCWD, (long)memory, O_RDONLY}},
    {"setuid", SYS_setuid, {0}},
    {"setgroups", SYS_setgroups, {0, 0}},
    {"sethostname", SYS_sethostname, {(long)"taken", -1}},

    /* Wide kernel interfaces. */
    {"io_uring_setup", SYS_io_uring_setup, {1, 0}},
    {"userfaultfd", SYS_userfaultfd, {1 /* UFFD_USER_MODE_ONLY */}},
    {"bpf", SYS_bpf, {0 /* BPF_MAP_CREATE */, (long)memory, sizeof memory}},
    {"perf_event_open", SYS_perf_event_open, {(long)memory, 0, -1, -1, 0}},
    {"keyctl", SYS_keyctl, {KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0}},
    {"add_key", SYS_add_key, {(long)"user", (long)"stolen", (long)memory, 1, KEY_SPEC_PROCESS_KEYRING}},
    {"modify_ldt", SYS_modify_ldt, {0, (long)memory, sizeof memory}},

    /* The machine. */
    {"init_module", SYS_init_module, {(long)memory, 0, (long)""}},
    {"kexec_load", SYS_kexec_load, {0, 0, 0, 0}},
    {"reboot", SYS_reboot, {0 /* not the magic number: nothing happens even where it is permitted */}},
    {"swapon", SYS_swapon, {(long)"/", 0}},
    {"syslog", SYS_syslog, {3 /* SYSLOG_ACTION_READ_ALL */, (long)memory, sizeof memory}},
    {"iopl", SYS_iopl, {3}},
};

int main(int argc, char **argv) {
  if (argc != 2) return 98;
  for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
    if (!same(attempts[i].name, argv[1])) continue;
    const long *arguments = attempts[i].arguments;
    announce(argv[1]);
    report(argv[1], syscall(attempts[i].number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
                            arguments[5]));
    return 0;
  }
  return 98;
}
