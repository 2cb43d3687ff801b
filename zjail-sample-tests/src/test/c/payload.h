/*
 * What every payload shares.
 *
 * A payload announces each attempt with one write(2) just before it makes it, and reports what the kernel answered just
 * after. So a test can tell "killed while it tried" from "never got that far":
 *
 *     about to: socket          announce("socket")
 *     socket: ok                report("socket", syscall(SYS_socket, ...)), or
 *     socket: errno EPERM       the same, where the kernel refused
 *
 * Payloads call the kernel with syscall(2), never through a libc wrapper that might make another call than its name says.
 * With -DFREESTANDING there is no libc at all: this header is the whole runtime.
 */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#define _GNU_SOURCE /* for the constants that only Linux has; so this header comes first */

#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>

#ifdef FREESTANDING
#undef errno
static int errno;

static long syscall_six(long number, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  if (result < 0 && result > -4096) {
    errno = (int)-result;
    return -1;
  }
  return result;
}

#define SYSCALL_PAD(number, a, b, c, d, e, f, ...) \
  syscall_six((long)(number), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define syscall(...) SYSCALL_PAD(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)

/* The kernel enters with argc at the top of the stack, argv above it, and no return address. */
__asm__(
    ".globl _start\n"
    "_start:\n"
    "  xor %ebp, %ebp\n"
    "  mov (%rsp), %rdi\n"
    "  lea 8(%rsp), %rsi\n"
    "  and $-16, %rsp\n"
    "  call main\n"
    "  mov %eax, %edi\n"
    "  mov $231, %eax\n" /* exit_group */
    "  syscall\n"
    "  hlt\n");
#else
#include <unistd.h>
#endif

/* One line of output, put together here and written with one write(2). */
struct line {
  char text[256];
  size_t length;
};

static inline void line_text(struct line *line, const char *text) {
  while (*text && line->length < sizeof line->text - 1) line->text[line->length++] = *text++;
}

static inline void line_number(struct line *line, unsigned long value) {
  char digits[24];
  size_t at = sizeof digits;
  digits[--at] = 0;
  do digits[--at] = (char)('0' + value % 10);
  while (value /= 10);
  line_text(line, digits + at);
}

static inline void line_end(struct line *line) {
  line->text[line->length++] = '\n';
  if (syscall(SYS_write, 1, line->text, line->length) != (long)line->length) syscall(SYS_exit_group, 99);
}

/* Says what comes next. It is out before the attempt is made. */
static inline void announce(const char *attempt) {
  struct line line = {.length = 0};
  line_text(&line, "about to: ");
  line_text(&line, attempt);
  line_end(&line);
}

static inline void line_errno(struct line *line, int error) {
  static const struct {
    int number;
    char name[16];
  } names[] = {
      {EPERM, "EPERM"},   {ENOENT, "ENOENT"}, {ESRCH, "ESRCH"},     {EIO, "EIO"},
      {ENXIO, "ENXIO"},   {EBADF, "EBADF"},   {ECHILD, "ECHILD"},   {EAGAIN, "EAGAIN"},
      {ENOMEM, "ENOMEM"}, {EACCES, "EACCES"}, {EFAULT, "EFAULT"},   {EBUSY, "EBUSY"},
      {EEXIST, "EEXIST"}, {ENODEV, "ENODEV"}, {ENOTDIR, "ENOTDIR"}, {EISDIR, "EISDIR"},
      {EINVAL, "EINVAL"}, {EMFILE, "EMFILE"}, {ENOTTY, "ENOTTY"},   {EFBIG, "EFBIG"},
      {ENOSPC, "ENOSPC"}, {EROFS, "EROFS"},   {ENOSYS, "ENOSYS"},   {ENETUNREACH, "ENETUNREACH"},
      {EUSERS, "EUSERS"}, {ENOKEY, "ENOKEY"}, {ELOOP, "ELOOP"},     {EOPNOTSUPP, "EOPNOTSUPP"},
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (names[i].number == error) {
      line_text(line, names[i].name);
      return;
    }
  }
  line_number(line, (unsigned long)error);
}

/* Says what the kernel answered. Returns the answer, so that a payload can go on with it. */
static inline long report(const char *attempt, long result) {
  int error = errno;
  struct line line = {.length = 0};
  line_text(&line, attempt);
  if (result == -1) {
    line_text(&line, ": errno ");
    line_errno(&line, error);
  } else {
    line_text(&line, ": ok");
  }
  line_end(&line);
  return result;
}

/* Says a number that a test reads: "NAME: VALUE". */
static inline void report_number(const char *name, unsigned long value) {
  struct line line = {.length = 0};
  line_text(&line, name);
  line_text(&line, ": ");
  line_number(&line, value);
  line_end(&line);
}

/* Compares two strings where there may be no libc. */
static inline int same(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

/* Reads a decimal number; anything else ends the payload with status 98. */
static inline unsigned long number(const char *text) {
  unsigned long value = 0;
  if (!*text) syscall(SYS_exit_group, 98);
  for (; *text; text++) {
    if (*text < '0' || *text > '9') syscall(SYS_exit_group, 98);
    value = value * 10 + (unsigned long)(*text - '0');
  }
  return value;
}

#endif
