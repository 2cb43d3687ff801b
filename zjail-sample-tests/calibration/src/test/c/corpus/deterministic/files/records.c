//: tmpfs /tmp:1MiB
// Records of fixed size, updated in place.
#include "corpus.h"

int main(void)
{
    int file = open("/tmp/records", O_CREAT | O_RDWR, 0600);
    uint64_t sum = 0;
    for (uint64_t i = 0; i < 100; i++) pwrite(file, &i, sizeof i, (off_t)(i * sizeof i));
    for (uint64_t i = 0; i < 100; i += 3) {
        uint64_t value = i * i;
        pwrite(file, &value, sizeof value, (off_t)(i * sizeof i));
    }
    for (uint64_t i = 0, value; i < 100 && pread(file, &value, sizeof value, (off_t)(i * sizeof i)) > 0; i++) sum += value;
    show(sum);
}
