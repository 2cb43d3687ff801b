/*
 * Prints each record that the kernel's audit log gets of a seccomp filter: the program's name and the number of the call.
 * It says LISTENING first, or, with status 3, why it cannot (CAP_AUDIT_READ, netlink(7)). It ends with its standard input.
 */
#define _GNU_SOURCE
#include <linux/audit.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int listen_to_log(void)
{
    struct sockaddr_nl readers = {.nl_family = AF_NETLINK, .nl_groups = 1 << (AUDIT_NLGRP_READLOG - 1)};
    int room = 64 << 20;
    int log = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_AUDIT);
    if (log < 0 || bind(log, (struct sockaddr *)&readers, sizeof readers) != 0) {
        perror("the kernel's audit log");
        exit(3);
    }
    setsockopt(log, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
    return log;
}

static void print(const char *record)
{
    const char *name = strstr(record, "comm=\"");
    const char *call = strstr(record, " syscall=");
    if (name && call) {
        name += strlen("comm=\"");
        printf("%.*s %ld\n", (int)strcspn(name, "\""), name, atol(call + strlen(" syscall=")));
    }
}

int main(void)
{
    static char message[1 << 16];
    struct pollfd both[] = {{.fd = listen_to_log(), .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    setvbuf(stdout, 0, _IOLBF, 0);
    puts("LISTENING");
    while (poll(both, 2, -1) > 0 && !both[1].revents) {
        ssize_t size = recv(both[0].fd, message, sizeof message - 1, 0);
        const struct nlmsghdr *header = (const struct nlmsghdr *)message;
        if (size < 0) {
            perror("a record was lost");
            return 4;
        }
        message[size] = 0;
        if (header->nlmsg_type == AUDIT_SECCOMP) {
            print(NLMSG_DATA(header));
        }
    }
    return 0;
}
