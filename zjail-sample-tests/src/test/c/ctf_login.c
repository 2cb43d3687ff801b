#include <stdio.h>

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
  if (!login.admin) {
    puts("no flag for you");
    return 1;
  }
  char flag[64];
  FILE *file = fopen("/flag.txt", "r");
  if (!file || !fgets(flag, sizeof flag, file)) {
    return 2;
  }
  fputs(flag, stdout);
  return 0;
}
