#include <stdio.h>
#include <stdlib.h>

struct login {
  char name[16];
  char admin;
};

/* The challenge: nothing stops a name from growing into the flag behind it. */
int main(void) {
  struct login login = {{0}, 0};
  char *next = (char *)&login;
  char *end = next + sizeof login;
  int c;
  while ((c = getchar()) != '\n' && c != EOF && next < end) {
    *next++ = (char)c;
  }
  puts(login.admin ? getenv("FLAG") : "no flag for you");
  return !login.admin;
}
