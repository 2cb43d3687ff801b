#include "payload.h"

#include <linux/capability.h>
#include <sys/prctl.h>

/* Says what the kernel tells a process about its own confinement. Capabilities are counted: how many of 64 it has. */

static unsigned long count(long option, long argument) {
  unsigned long found = 0;
  for (long capability = 0; capability < 64; capability++) {
    long answer = option == PR_CAPBSET_READ ? syscall(SYS_prctl, option, capability, 0, 0, 0)
                                            : syscall(SYS_prctl, option, argument, capability, 0, 0);
    if (answer == 1) found++;
  }
  return found;
}

static unsigned long bits(unsigned low, unsigned high) {
  return (unsigned long)(__builtin_popcount(low) + __builtin_popcount(high));
}

int main(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct capabilities[2];
  announce("prctl");
  report_number("dumpable", (unsigned long)syscall(SYS_prctl, PR_GET_DUMPABLE, 0, 0, 0, 0));
  report_number("no new privileges", (unsigned long)syscall(SYS_prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  report_number("seccomp mode", (unsigned long)syscall(SYS_prctl, PR_GET_SECCOMP, 0, 0, 0, 0));
  report_number("securebits", (unsigned long)syscall(SYS_prctl, PR_GET_SECUREBITS, 0, 0, 0, 0));
  report_number("bounding capabilities", count(PR_CAPBSET_READ, 0));
  report_number("ambient capabilities", count(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET));
  announce("capget");
  if (report("capget", syscall(SYS_capget, &header, capabilities)) == -1) return 1;
  report_number("effective capabilities", bits(capabilities[0].effective, capabilities[1].effective));
  report_number("permitted capabilities", bits(capabilities[0].permitted, capabilities[1].permitted));
  report_number("inheritable capabilities", bits(capabilities[0].inheritable, capabilities[1].inheritable));
  return 0;
}
