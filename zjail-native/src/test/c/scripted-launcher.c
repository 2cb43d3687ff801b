/*
 * Stands in for the launcher and does what its last two arguments say, with the control channel on descriptor 3:
 *
 *   keep FILE          reads what it is sent until nobody sends any more, into FILE
 *   answer FILE        reads the specification, then sends what FILE holds, and ends
 *   answer-twice FILE  ... twice
 *   answer-and-stay FILE   ... and closes its descriptors, but never ends
 *   answer-unasked FILE    sends what FILE holds without having read anything, and ends
 *   flood FILE         sends what FILE holds again and again
 *   flood-output FILE  writes what FILE holds to the guest's standard output again and again
 *   hang-up -          ends at once
 *   die -              ends by SIGSEGV
 *   stay -             never does anything
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONTROL = 3, SIZE_AT = 8 };

static char content[1 << 20];
static size_t content_size;

static void load(const char *path)
{
    int file = open(path, O_RDONLY);
    ssize_t got = file < 0 ? -1 : read(file, content, sizeof content);
    if (got < 0) {
        _exit(2);
    }
    content_size = (size_t)got;
    close(file);
}

static void keep(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    static char buffer[1 << 16];
    uint32_t size = UINT32_MAX;
    uint32_t kept = 0;
    while (file >= 0 && kept < size) {
        ssize_t got = read(CONTROL, buffer, sizeof buffer);
        if (got <= 0 || write(file, buffer, (size_t)got) != got) {
            _exit(2);
        }
        if (kept == 0 && got > SIZE_AT + 4) {
            memcpy(&size, buffer + SIZE_AT, sizeof size);
        }
        kept += (uint32_t)got;
    }
}

static void send_content(void)
{
    for (size_t sent = 0; sent < content_size;) {
        ssize_t count = send(CONTROL, content + sent, content_size - sent, MSG_NOSIGNAL);
        if (count <= 0) {
            _exit(1);
        }
        sent += (size_t)count;
    }
}

static void stay(void)
{
    for (;;) {
        pause();
    }
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        return 2;
    }
    const char *act = argv[argc - 2];
    const char *path = argv[argc - 1];
    if (strcmp(act, "keep") == 0) {
        keep(path);
    } else if (strcmp(act, "die") == 0) {
        raise(SIGSEGV);
    } else if (strcmp(act, "stay") == 0) {
        stay();
    } else if (strcmp(act, "hang-up") != 0) {
        load(path);
        if (strcmp(act, "answer-unasked") != 0) {
            keep("/dev/null");
        }
        do {
            if (strcmp(act, "flood-output") == 0) {
                if (write(1, content, content_size) < 0) {
                    return 1;
                }
            } else {
                send_content();
            }
        } while (strncmp(act, "flood", 5) == 0);
        if (strcmp(act, "answer-twice") == 0) {
            send_content();
        }
        if (strcmp(act, "answer-and-stay") == 0) {
            for (int descriptor = 0; descriptor <= CONTROL; descriptor++) {
                close(descriptor);
            }
            stay();
        }
    }
    return 0;
}
