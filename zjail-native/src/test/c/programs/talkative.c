/* Answers each line of its input as that line says, and counts nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <unistd.h>

static void say(int stream, const char *text)
{
    if (write(stream, text, strlen(text)) < 0) {
        exit(9);
    }
}

static void say_byte_by_byte(const char *text)
{
    for (; *text != 0; text++) {
        if (write(1, text, 1) != 1) {
            exit(9);
        }
    }
}

/* Does what a line asks for; each is named by its first word. */
static void answer(char *line)
{
    char *rest = strchr(line, ' ');
    rest = rest == NULL ? "" : rest + 1;
    if (strncmp(line, "bytes", 5) == 0) {
        say_byte_by_byte(rest);
    } else if (strncmp(line, "error", 5) == 0) {
        say(2, rest);
    } else if (strncmp(line, "crlf", 4) == 0) {
        say(1, "one\r\ntwo\r\n");
    } else if (strncmp(line, "raw", 3) == 0) {
        say(1, "\033[31m\377\n");
    } else if (strncmp(line, "prompt", 6) == 0) {
        say(1, "name? ");
    } else if (strncmp(line, "trace", 5) == 0) {
        say(2, "about to: ptrace\n");
        ptrace(PTRACE_TRACEME, 0, 0, 0);
    } else if (strncmp(line, "leave", 5) == 0) {
        exit(atoi(rest));
    } else if (strncmp(line, "mute", 4) == 0) {
        /* says nothing */
    } else if (strncmp(line, "deaf", 4) == 0) {
        say(1, "deaf\n");
        close(0);
    } else if (strncmp(line, "sleep", 5) == 0) {
        say(1, "asleep\n");
        for (;;) {
            pause();
        }
    } else if (strncmp(line, "flood", 5) == 0) {
        for (;;) {
            say(1, "and on and on\n");
        }
    } else if (strncmp(line, "swap", 4) == 0) {
        say(2, "first\n");
        say(1, "go on\n");
    } else {
        say(1, line);
    }
}

int main(void)
{
    char line[256];
    setvbuf(stdin, NULL, _IONBF, 0);
    say(1, "ready\n");
    while (fgets(line, sizeof line, stdin) != NULL) {
        answer(line);
    }
    if (ferror(stdin)) {
        say(1, "no more to read\n");
        for (;;) {
            pause();
        }
    }
    say(1, "bye\n");
    return 0;
}
