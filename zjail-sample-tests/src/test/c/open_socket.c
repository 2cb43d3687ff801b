#include "payload.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* Opens a TCP socket. With a port as argument it connects to that port of 127.0.0.1. */
int main(int argc, char **argv) {
  announce("socket");
  long descriptor = report("socket", syscall(SYS_socket, AF_INET, SOCK_STREAM, 0));
  if (descriptor == -1 || argc < 2) return 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)number(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  announce("connect");
  report("connect", syscall(SYS_connect, descriptor, &address, sizeof address));
  return 0;
}
