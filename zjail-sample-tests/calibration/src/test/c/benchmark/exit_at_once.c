/* The least a program can do: what a run of it costs is what running costs. */
__attribute__((noreturn, used)) void _start(void);

void _start(void)
{
    for (;;) {
        __asm__ volatile("syscall" : : "a"(231 /* exit_group */), "D"(0) : "rcx", "r11", "memory");
    }
}
