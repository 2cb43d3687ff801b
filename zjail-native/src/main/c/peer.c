/*
 * The question is put by opening /proc/P/environ, for which the kernel asks ptrace_may_access() (kernel/ptrace.c): with the
 * same ids and no capability that depends on nothing but whether the process is dumpable. The launcher is such a process
 * while its effective capabilities are off. The control is a child of its own that gave up all of its capabilities too.
 */
#include "peer.h"

#include "proc.h"
#include "sys.h"
#include "text.h"
#include <asm/signal.h>
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/prctl.h>
#include <linux/wait.h>

static long look_into(long proc, long process)
{
    long file = open_in_proc(proc, process, "environ", O_RDONLY);
    if (file >= 0) {
        SYS(close, file);
        return 0;
    }
    return file;
}

static void be_control(void) __attribute__((noreturn));

static void be_control(void)
{
    struct __user_cap_header_struct self = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[2] = {{0}, {0}};
    if (SYS(capset, &self, none) == 0 && SYS(prctl, PR_SET_DUMPABLE, 1, 0, 0, 0) == 0) {
        SYS(kill, SYS(getpid, 0), SIGSTOP); /* tells the launcher, and waits for its SIGKILL */
    }
    for (;;) {
        SYS(exit_group, 1);
    }
}

static int is_ready(long control)
{
    int status = 0;
    return SYS(wait4, control, &status, WUNTRACED, NULL) == control && (status & 0xff) == 0x7f;
}

static const char *compare(long control, long process)
{
    if (control != 0 || (process != 0 && process != -EACCES && process != -EPERM)) {
        return "no control";
    }
    return process == 0 ? "granted" : "refused";
}

static const char *ask_without_capabilities(long proc, long control, long process)
{
    struct __user_cap_header_struct self = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct own[2];
    struct __user_cap_data_struct off[2];
    if (SYS(capget, &self, own) < 0) {
        return "no control";
    }
    memcpy(off, own, sizeof off);
    off[0].effective = off[1].effective = 0;
    if (SYS(capset, &self, off) < 0) {
        return "no control";
    }
    const char *answer = compare(look_into(proc, control), look_into(proc, process));
    return SYS(capset, &self, own) < 0 ? "no control" : answer;
}

const char *ask_as_peer(long proc, long process)
{
    long control = SYS(clone, SIGCHLD, NULL, NULL, NULL, 0);
    if (control == 0) {
        be_control();
    }
    if (control < 0 || !is_ready(control)) {
        return "no control";
    }
    const char *answer = ask_without_capabilities(proc, control, process);
    /* Otherwise it would be waited for until somebody loses patience. */
    if (SYS(kill, control, SIGKILL) < 0) {
        return "no control";
    }
    SYS(wait4, control, NULL, 0, NULL);
    return answer;
}
