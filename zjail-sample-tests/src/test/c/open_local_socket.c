#include "payload.h"

#include <sys/socket.h>

/* Opens a socket that cannot leave the machine. */
int main(void) {
  announce("socket");
  report("socket", syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0));
  return 0;
}
