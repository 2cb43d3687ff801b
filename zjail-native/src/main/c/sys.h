/*
 * Raw system calls: the only file that knows the architecture.
 *
 * The launcher is freestanding: no libc, so no errno, no stdio, no hidden allocation and no code that runs before main.
 * Every call returns what the kernel returns: a result, or a negative errno.
 */
#ifndef ZJAIL_SYS_H
#define ZJAIL_SYS_H

#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/elf.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#define NATIVE_AUDIT_ARCH AUDIT_ARCH_X86_64

/* How the kernel is called with each number of arguments. No register is set that the call does not read: that is 1 KiB of code. */
#define SYSTEM_CALL(number, ...)                                                                                       \
    long result;                                                                                                       \
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), __VA_ARGS__ : "rcx", "r11", "memory");                    \
    return result

static inline long sys1(long number, long a)
{
    SYSTEM_CALL(number, "D"(a));
}

static inline long sys2(long number, long a, long b)
{
    SYSTEM_CALL(number, "D"(a), "S"(b));
}

static inline long sys3(long number, long a, long b, long c)
{
    SYSTEM_CALL(number, "D"(a), "S"(b), "d"(c));
}

static inline long sys4(long number, long a, long b, long c, long d)
{
    register long r10 __asm__("r10") = d;
    SYSTEM_CALL(number, "D"(a), "S"(b), "d"(c), "r"(r10));
}

static inline long sys5(long number, long a, long b, long c, long d, long e)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    SYSTEM_CALL(number, "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8));
}

static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    SYSTEM_CALL(number, "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9));
}

/* The kernel enters with the stack pointer at argc; main gets its address, on a stack aligned as the ABI wants it. */
#define DEFINE_ENTRY_POINT(main_function)                                                                              \
    __asm__(".text\n.globl _start\n.type _start,@function\n_start:\n"                                                  \
            "xor %ebp,%ebp\nmov %rsp,%rdi\nand $-16,%rsp\ncall " #main_function "\nud2\n")

/* struct user_regs_struct (sys/user.h), as PTRACE_GETREGS delivers it: 27 words, of which these matter here. */
enum {
    REGISTER_WORDS = 27, RBP = 4, RBX = 5, R10 = 7, R9 = 8, R8 = 9, RAX = 10, RCX = 11, RDX = 12, RSI = 13, RDI = 14,
    ORIG_RAX = 15, RIP = 16, RSP = 19, RESULT = RAX, NUMBER = ORIG_RAX, FIRST_ARGUMENT = RDI,
    STACK_POINTER = RSP, INSTRUCTION_POINTER = RIP
};

static inline uint32_t system_call_number(const uint64_t *registers)
{
    return (uint32_t)registers[ORIG_RAX];
}

/* int 0x80 takes its arguments from other registers, and only their lower halves: seccomp(2) sees those. */
static inline void system_call_arguments(const uint64_t *registers, uint32_t audit_arch, uint64_t arguments[6])
{
    static const uint8_t native[6] = {RDI, RSI, RDX, R10, R8, R9};
    static const uint8_t i386[6] = {RBX, RCX, RDX, RSI, RDI, RBP};
    for (int i = 0; i < 6; i++) {
        arguments[i] = audit_arch == AUDIT_ARCH_I386 ? (uint32_t)registers[i386[i]] : registers[native[i]];
    }
}

/* syscall (0f 05), sysenter (0f 34) or int 0x80 (cd 80). */
static inline int ends_with_system_call(const uint8_t code[8])
{
    return (code[6] == 0x0f && (code[7] == 0x05 || code[7] == 0x34)) || (code[6] == 0xcd && code[7] == 0x80);
}

/* call rel32 (e8), or call through a register or memory (ff /2) with no displacement, or one of 8 or 32 bits. */
static inline int ends_with_function_call(const uint8_t code[8])
{
    static const uint8_t through[] = {1, 2, 3, 5, 6}; /* how far from the end ff lies but one, by the forms of its operand */
    if (code[3] == 0xe8) {
        return 1;
    }
    for (size_t i = 0; i < sizeof through; i++) {
        size_t at = 7U - through[i];
        if (code[at] == 0xff && (code[at + 1] & 0x38) == 0x10) {
            return 1;
        }
    }
    return 0;
}

/* gettimeofday, time and getcpu: vsyscall(7), "vsyscall page" in Documentation/admin-guide/kernel-parameters.txt. */
static inline int is_vsyscall_number(uint64_t number)
{
    return number == __NR_gettimeofday || number == __NR_time || number == __NR_getcpu;
}

static inline uint64_t stack_top_before_return(const uint64_t *registers)
{
    return registers[RSP] - 8;
}

enum { COUNTER_READ_LONGEST = 15 /* no instruction is longer */ };

static inline int is_instruction_prefix(uint8_t byte)
{
    static const uint8_t legacy[] = {0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf2, 0xf3};
    for (size_t i = 0; i < sizeof legacy; i++) {
        if (byte == legacy[i]) {
            return 1;
        }
    }
    return (byte & 0xf0) == 0x40; /* REX */
}

/* How long the instruction is if it is rdtsc (0f 31) or rdtscp (0f 01 f9), which also tells the CPU; else 0. */
static inline size_t counter_read_length(const uint8_t code[COUNTER_READ_LONGEST], int *tells_cpu)
{
    size_t at = 0;
    while (at < COUNTER_READ_LONGEST - 3 && is_instruction_prefix(code[at])) {
        at++;
    }
    *tells_cpu = code[at + 1] == 0x01;
    if (code[at] != 0x0f) {
        return 0;
    }
    return code[at + 1] == 0x31 ? at + 2 : *tells_cpu && code[at + 2] == 0xf9 ? at + 3 : 0;
}

/*
 * The debug registers, as PTRACE_POKEUSER takes them: offsetof(struct user, u_debugreg) of sys/user.h, which is not in the
 * kernel's exported headers. The seventh switches the first four on, a local bit for each; with no more it stops the thread
 * when it is about to execute what lies there (Intel's manual, volume 3, "Debug registers").
 */
enum { DEBUG_REGISTERS_OFFSET = 848, DEBUG_ADDRESSES = 4, DEBUG_CONTROL = 7 };

static inline uint64_t debug_control_bit(unsigned address)
{
    return UINT64_C(1) << 2 * address;
}

/*
 * Reads the time stamp counter once, with a handler for the SIGSEGV that it is if the counter is trapped. The handler never
 * returns: it takes the stack back, and what else the kernel changes for it is named below (setup_rt_frame() in
 * arch/x86/kernel/signal_64.c, and the registers of floating point).
 */
static inline int is_counter_trapped(void)
{
    struct {
        void *handler;
        unsigned long flags;
        void *restorer;
        uint64_t mask;
    } action = {.handler = NULL, .flags = 0x44000000 /* SA_RESTORER, SA_NODEFER */, .restorer = NULL, .mask = 0};
    void *at = &action;
    int trapped = 0;
    __asm__ volatile("lea 1f(%%rip), %%rax\n\t"
                     "mov %%rax, (%%rsi)\n\t"
                     "mov %%rax, 16(%%rsi)\n\t"
                     "mov %[rt_sigaction], %%eax\n\t"
                     "mov $11, %%edi\n\t"
                     "xor %%edx, %%edx\n\t"
                     "mov $8, %%r10d\n\t"
                     "syscall\n\t"
                     "test %%rax, %%rax\n\t"
                     "jnz 2f\n\t"
                     "mov %%rsp, %%r12\n\t"
                     "rdtsc\n\t"
                     "jmp 2f\n"
                     "1:\n\t"
                     "mov %%r12, %%rsp\n\t"
                     "mov $1, %[trapped]\n"
                     "2:"
                     : [trapped] "+b"(trapped), "+S"(at)
                     : [rt_sigaction] "i"(__NR_rt_sigaction)
                     : "rax", "rcx", "rdx", "rdi", "r10", "r11", "r12", "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4",
                       "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
    return trapped;
}

/* Does for the guest what the instruction would have done, and adds to it. The CPU it tells is the launcher's. */
static inline void read_counter(uint64_t *registers, size_t length, int tells_cpu, uint64_t added)
{
    uint32_t low, high, cpu = (uint32_t)registers[RCX];
    if (tells_cpu) {
        __asm__ volatile("rdtscp" : "=a"(low), "=d"(high), "=c"(cpu));
        registers[RCX] = cpu;
    } else {
        __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    }
    added += (uint64_t)high << 32 | low;
    registers[RAX] = (uint32_t)added;
    registers[RDX] = added >> 32;
    registers[RIP] += length;
}

#else
#error "zjail's launcher knows x86-64 only so far: give sys.h the calling convention of this architecture."
#endif

#define SYS(name, ...) SYS_PICK(__VA_ARGS__, 6, 5, 4, 3, 2, 1, 0)(__NR_##name, __VA_ARGS__)
#define SYS_PICK(a, b, c, d, e, f, count, ...) SYS_WITH(count)
#define SYS_WITH(count) SYS_WITH_(count)
#define SYS_WITH_(count) SYS##count
#define SYS1(n, a) sys1(n, (long)(a))
#define SYS2(n, a, b) sys2(n, (long)(a), (long)(b))
#define SYS3(n, a, b, c) sys3(n, (long)(a), (long)(b), (long)(c))
#define SYS4(n, a, b, c, d) sys4(n, (long)(a), (long)(b), (long)(c), (long)(d))
#define SYS5(n, a, b, c, d, e) sys5(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e))
#define SYS6(n, a, b, c, d, e, f) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

/* One system call by its kernel name: SYS(close, fd). Calls without arguments are given a zero that nobody reads. */

enum { KERNEL_SIGNAL_SET_BYTES = 8, HANDLER_DEFAULT = 0, HANDLER_IGNORE = 1 /* SIG_DFL, SIG_IGN */ };

static inline long set_signal_handler(int signal, long handler)
{
    struct {
        long handler;
        unsigned long flags;
        void *restorer;
        uint64_t mask;
    } action = {.handler = handler, .flags = 0, .restorer = NULL, .mask = 0};
    return SYS(rt_sigaction, signal, &action, NULL, KERNEL_SIGNAL_SET_BYTES);
}

#endif
