/*
 * What the tests' own launcher has and the shipped one has not: it can be told to fail at a step, and to leave out a layer.
 *
 * It is built from the sources of the launcher, unchanged, with this file included before each of them, and with faults.c:
 * every did() and holds() is asked first whether it is to fail. zjail-native/pom.xml builds it into target/test-classes, so
 * it is in no jar.
 */
#ifndef ZJAIL_FAULTS_H
#define ZJAIL_FAULTS_H

#include "jail.h"
#include "sys.h"
#include <linux/mount.h>
#include <linux/prctl.h>
#include <linux/ptrace.h>
#include <linux/sched.h>

/* A step that strikes is not taken: its system call is not made. */
enum step_kind { STEP_DID, STEP_HOLDS };
int strikes(const struct progress *progress, const char *file, int site, enum step_kind kind, const char *step);
long injected_error(void);
int overlooks(const char *step);

/* Each system call of the launcher goes through here, and may be failed where it is no step. */
long system_call(const char *file, const char *function, long number, long a, long b, long c, long d, long e, long f);
#define sys1(number, a) sys6(number, a, 0, 0, 0, 0, 0)
#define sys2(number, a, b) sys6(number, a, b, 0, 0, 0, 0)
#define sys3(number, a, b, c) sys6(number, a, b, c, 0, 0, 0)
#define sys4(number, a, b, c, d) sys6(number, a, b, c, d, 0, 0)
#define sys5(number, a, b, c, d, e) sys6(number, a, b, c, d, e, 0)
#define sys6(number, a, b, c, d, e, f) system_call(__FILE__, __func__, (number), (a), (b), (c), (d), (e), (f))

int leaves_out(const struct jail *jail, enum stage stage, int (*apply_seccomp)(const struct jail *jail));
int leaves_network_to_host(void);
int leaves_ipc_to_host(void);
int leaves_nosuid_out(void);
int cannot_trap(void);

/* The sites of a file are numbered in their order, from 0; the tests find the same ones by reading the file. */
#define did(progress, step, ...)                                                                                       \
    (strikes((progress), __FILE__, __COUNTER__, STEP_DID, (step)) ? (did)((progress), (step), injected_error())       \
                                                                  : (did)((progress), (step), __VA_ARGS__))
#define holds(progress, step, ...)                                                                                     \
    (strikes((progress), __FILE__, __COUNTER__, STEP_HOLDS, (step)) ? (holds)((progress), (step), 0)                  \
                                                                    : (holds)((progress), (step), overlooks(step) || (__VA_ARGS__)))

#define LEFT_OUT(jail, stage) leaves_out((jail), (stage), apply_seccomp)

/* Of the namespaces only these two can be left out: without the others a run would change the host. */
#undef CLONE_NEWNET
#define CLONE_NEWNET (leaves_network_to_host() ? 0 : 0x40000000)

#undef CLONE_NEWIPC
#define CLONE_NEWIPC (leaves_ipc_to_host() ? 0 : 0x08000000)

#undef MOUNT_ATTR_NOSUID
#define MOUNT_ATTR_NOSUID (leaves_nosuid_out() ? 0U : 0x2U)

/* As on a host whose kernel or processor has none of these. */
#undef PR_SET_TSC
#define PR_SET_TSC (cannot_trap() ? -1 : 26)
#undef PTRACE_POKEDATA
#define PTRACE_POKEDATA (cannot_trap() ? -1 : 5)
#undef PTRACE_POKEUSR
#define PTRACE_POKEUSR (cannot_trap() ? -1 : 6)

/* The entry point calls faults.c first, which takes its own arguments away. */
#define launch launch_as_shipped

#endif
