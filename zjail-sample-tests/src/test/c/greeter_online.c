#include <stdio.h>
#include <sys/socket.h>

int main(void) {
  socket(AF_INET, SOCK_STREAM, 0); /* is there a newer greeter? */
  puts("hello");
  return 0;
}
