/* The few functions on memory and text that a program without a libc has to bring. */
#ifndef ZJAIL_TEXT_H
#define ZJAIL_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* gcc emits calls to these three by itself (gcc(1), -ffreestanding). */
void *memcpy(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);
int memcmp(const void *a, const void *b, size_t count);

size_t text_length(const char *text);

/* What follows the first such mark; the end of the text if there is none. */
const char *text_after(const char *text, const char *mark);

/* The decimal number a text begins with, after blanks; 0 if there is none. */
uint64_t text_number(const char *text);

/* Append to a text that is always NUL-terminated, never beyond the end; what does not fit is left out. */
struct text {
    char *start;
    size_t length;
    size_t capacity;
};

void text_append(struct text *text, const char *suffix);
void text_append_number(struct text *text, uint64_t number);
void text_append_number_and_space(struct text *text, uint64_t number);

#define TEXT(buffer) {.start = (buffer), .length = 0, .capacity = sizeof(buffer)}

#endif
