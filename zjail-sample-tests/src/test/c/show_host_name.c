#include "payload.h"

#include <sys/utsname.h>

/* Says what the machine is called. */
int main(void) {
  struct utsname names;
  announce("uname");
  if (report("uname", syscall(SYS_uname, &names)) == -1) return 1;
  struct line line = {.length = 0};
  line_text(&line, "name: ");
  line_text(&line, names.nodename);
  line_end(&line);
  return 0;
}
