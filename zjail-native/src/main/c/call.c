#include "call.h"

#include "filter.h"
#include "text.h"
#include <linux/ptrace.h>

long read_last_call(long thread, struct last_call *call, const char **step)
{
    struct ptrace_syscall_info info;
    memset(&info, 0, sizeof info);
    memset(call, 0, sizeof *call);
    /* Not from the registers alone: they do not say by which architecture's convention the call came. */
    *step = "ptrace(PTRACE_GET_SYSCALL_INFO)";
    long result = SYS(ptrace, PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info);
    if (result >= 0) {
        *step = "ptrace(PTRACE_GETREGS)";
        result = get_registers(thread, call->registers);
    }
    call->made.nr = (int)system_call_number(call->registers);
    call->made.arch = info.arch;
    call->made.instruction_pointer = info.instruction_pointer;
    uint64_t arguments[6];
    system_call_arguments(call->registers, info.arch, arguments);
    memcpy(call->made.args, arguments, sizeof arguments);
    return result;
}

static int is_behind(long thread, uint64_t address, int (*ends_with)(const uint8_t code[8]))
{
    uint64_t word = 0;
    uint8_t before[sizeof word];
    int is_readable = peek(thread, address - sizeof word, &word) >= 0;
    memcpy(before, &word, sizeof word);
    return is_readable && ends_with(before);
}

/*
 * A thread that was interrupted shows the number -1, as one does that makes call -1; and one that was given a handler of
 * a signal shows the call that this interrupted, with other arguments and 0 as its result. So of these two numbers the
 * instruction has to say whether the thread is still where it made the call.
 */
static int is_at_its_call(long thread, const struct last_call *call)
{
    return (call->made.nr != -1 && call->made.nr != 0)
        || is_behind(thread, call->made.instruction_pointer, ends_with_system_call);
}

/*
 * A filter that kills gives the registers back as they were before the call (syscall_rollback(), __seccomp_filter() in
 * kernel/seccomp.c). A call that was made has left its result, or an error, where its number was; execve has left 0.
 */
static enum denial judge_call(long thread, const struct last_call *call)
{
    if (call->registers[RESULT] != call->registers[NUMBER]) {
        return NOT_DENIED;
    }
    return is_at_its_call(thread, call) ? DENIED : DENIED_PERHAPS;
}

/*
 * The kernel emulates the three calls of the vsyscall page as functions: it returns to the caller, and leaves the number of
 * a call that was denied only where its result would be (emulate_vsyscall(), arch/x86/entry/vsyscall/vsyscall_64.c).
 */
static enum denial judge_vsyscall(long thread, const struct last_call *call)
{
    uint64_t returned_to = 0;
    int has_returned = peek(thread, stack_top_before_return(call->registers), &returned_to) >= 0
        && returned_to == call->made.instruction_pointer
        && is_behind(thread, returned_to, ends_with_function_call);
    return has_returned ? DENIED : DENIED_PERHAPS;
}

enum denial judge_last_call(long thread, struct last_call *call, const struct spec *spec)
{
    enum denial judgement;
    if (call->made.nr == -1 && is_vsyscall_number(call->registers[RESULT])) {
        judgement = judge_vsyscall(thread, call);
        call->made.nr = (int)call->registers[RESULT];
    } else {
        judgement = judge_call(thread, call);
    }
    int kills = filter_kills(spec->filter, spec->header->filter_count, &call->made);
    return kills ? judgement : NOT_DENIED;
}

int has_failed_with(const struct last_call *call, long error)
{
    return call->made.nr != -1 && (long)call->registers[RESULT] == -error;
}
