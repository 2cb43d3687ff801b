#include "payload.h"

/* Says who it is: user and group ids, real, effective and saved. */
int main(void) {
  unsigned int real, effective, saved;
  announce("getresuid");
  if (report("getresuid", syscall(SYS_getresuid, &real, &effective, &saved)) == -1) return 1;
  report_number("real user", real);
  report_number("effective user", effective);
  report_number("saved user", saved);
  announce("getresgid");
  if (report("getresgid", syscall(SYS_getresgid, &real, &effective, &saved)) == -1) return 1;
  report_number("real group", real);
  report_number("effective group", effective);
  report_number("saved group", saved);
  return 0;
}
