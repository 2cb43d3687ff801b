//: chance 20
//: policy processes
// A child that only ends has nearly always ended when its parent looks.
#include "corpus.h"

int main(void)
{
    pid_t child = fork();
    if (!child) _exit(0);
    sleep_for(5000000);
    puts(waitpid(child, NULL, WNOHANG) == child ? "ended" : "still there");
}
