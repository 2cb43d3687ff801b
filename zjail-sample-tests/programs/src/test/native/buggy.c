// Right, unless its first argument names a mistake to make.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int counter;

static void *count(void *unused) {
    for (int i = 0; i < 1000; i++) {
        counter++;
    }
    return unused;
}

static void race(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) {
        pthread_create(&threads[i], NULL, count, NULL);
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
    }
}

int main(int argc, char **argv) {
    const char *mistake = argc > 1 ? argv[1] : "none";
    volatile int size = 8;
    volatile char *volatile block = malloc(size);
    block[0] = 0;
    if (strcmp(mistake, "overflow") == 0) {
        block[size] = 1;
    } else if (strcmp(mistake, "leak") == 0) {
        block = NULL;
    } else if (strcmp(mistake, "add") == 0) {
        size = 2147483647;
        size += 1;
    } else if (strcmp(mistake, "race") == 0) {
        race();
    }
    free((void *)block);
    puts("done");
    return 0;
}
