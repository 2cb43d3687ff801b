/* Thinks of 7 and says how a guess compares to it, until it is found or the input ends. */
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>

int main(void)
{
    char line[64];
    int guesses = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("I think of a number from 1 to 9");
    for (;;) {
        int guess = 0;
        printf("your guess? ");
        fflush(stdout);
        if (fgets(line, sizeof line, stdin) == NULL) {
            puts("\ngiven up");
            return 2;
        }
        if (strncmp(line, "cheat", 5) == 0) {
            fputs("about to: ptrace\n", stderr);
            ptrace(PTRACE_TRACEME, 0, 0, 0);
        }
        if (sscanf(line, "guess %d", &guess) != 1) {
            fputs("say: guess NUMBER\n", stderr);
            continue;
        }
        guesses++;
        if (guess == 7) {
            printf("right, after %d guesses\n", guesses);
            return 0;
        }
        puts(guess < 7 ? "too low" : "too high");
    }
}
