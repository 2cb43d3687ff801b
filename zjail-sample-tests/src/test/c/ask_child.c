/*
 * Has a child work, and reads its answer through a pipe.
 *
 *   ask_child answer     the child answers
 *   ask_child trace      the child asks to be traced before it answers
 *   ask_child execute    the child executes this program again, to answer
 */
#include "payload.h"

#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

static int answer(char **argv) {
  if (same(argv[1], "trace")) {
    announce("ptrace");
    report("ptrace", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
  }
  if (same(argv[1], "execute")) {
    char *arguments[] = {argv[0], "child", NULL};
    announce("execve");
    report("execve", syscall(SYS_execve, argv[0], arguments, NULL));
  }
  return write(1, "42\n", 3) != 3;
}

int main(int argc, char **argv) {
  int ends[2], status;
  char text[4] = "";
  if (argc < 2) return 97;
  if (same(argv[1], "child")) return answer(argv);
  announce("fork");
  if (pipe(ends) != 0) return 96;
  pid_t child = fork();
  if (child == 0) {
    if (same(argv[1], "answer")) dup2(ends[1], 1);
    _exit(answer(argv));
  }
  close(ends[1]);
  if (same(argv[1], "answer") && read(ends[0], text, 3) == 3) report_number("answer", (unsigned long)atoi(text));
  waitpid(child, &status, 0);
  report_number("status of the child", (unsigned long)WEXITSTATUS(status));
  return 0;
}
