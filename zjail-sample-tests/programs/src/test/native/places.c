// places open PATH [w]: opens a path and says what came of it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 3 || strcmp(argv[1], "open") != 0) {
        return 2;
    }
    int writes = argc > 3 && strcmp(argv[3], "w") == 0;
    int file = open(argv[2], writes ? O_WRONLY : O_RDONLY);
    if (file < 0) {
        printf("%s: %s\n", argv[2], strerror(errno));
        return 1;
    }
    char byte = 'x';
    long done = writes ? write(file, &byte, 1) : read(file, &byte, 1);
    printf("%s: %ld\n", argv[2], done);
    return done < 0;
}
