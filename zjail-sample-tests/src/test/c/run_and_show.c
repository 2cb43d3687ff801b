#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Runs a program in the same jail and then copies a file it left to standard output:
 *
 *     run_and_show FILE PROGRAM [ARGUMENT]...
 *
 * For programs that can only write files: the writable places of a jail are gone when the run ends. Standard output is for
 * the file alone, so the attempts are announced on standard error.
 */
static void announce(const char *text) {
  if (write(2, text, strlen(text)) < 0) _exit(95);
}

static int copy_to_stdout(const char *path) {
  char buffer[4096];
  int descriptor = open(path, O_RDONLY);
  if (descriptor < 0) return 1;
  for (ssize_t got; (got = read(descriptor, buffer, sizeof buffer)) != 0;) {
    if (got < 0 || write(1, buffer, (size_t)got) != got) return 1;
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 98;
  char *environment[] = {NULL};
  announce("about to: vfork\n");
  pid_t child = vfork();
  if (child == 0) {
    announce("about to: execve\n");
    execve(argv[2], argv + 2, environment);
    _exit(127);
  }
  int status;
  if (child < 0 || waitpid(child, &status, 0) != child) return 97;
  if (!WIFEXITED(status)) return 96;
  return WEXITSTATUS(status) ? WEXITSTATUS(status) : copy_to_stdout(argv[1]);
}
