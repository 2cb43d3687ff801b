#!/bin/sh
# docker.sh [OPTION...] COMMAND...: runs COMMAND in what a container of Docker comes to, as far as a jail can notice it:
#   - namespaces of its own for mounts, processes, ipc, host name and network; none for users
#   - an overlay of the host's root as root directory, pivoted to; a tmpfs holds what is written. /.dockerenv
#   - a /proc of its own, with Docker's masked and read-only paths; cgroups cannot be written
#   - root with Docker's fourteen capabilities, or another user with none
#   - Docker's default seccomp profile (docker-seccomp.c)
# What is not like Docker: AppArmor's profile docker-default is left out, and so are devices and limits.
# Options are Docker's own:
#   --security-opt seccomp=unconfined    --security-opt apparmor=unconfined (nothing, see above)
#   --cap-add NAME    --cap-drop ALL    --user UID
# It needs root, LAB_BENCH (a directory that stays visible), LAB_TMP (one for its own mounts) and LAB_TOOLS.
set -eu

if [ "${LAB_INSIDE:-}" = "" ]; then
    LAB_INSIDE=yes exec unshare --mount --pid --fork --ipc --uts --net --propagation private sh "$0" "$@"
fi

capabilities="+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot"
capabilities="-all,$capabilities,+mknod,+audit_write,+setfcap"
filter="$LAB_TOOLS/docker-seccomp"
user=
while :; do
    case "$1 ${2:-}" in
        "--security-opt seccomp=unconfined") filter= ;;
        "--security-opt "*) ;;
        "--cap-drop ALL") capabilities=-all ;;
        "--cap-add "*) capabilities="$capabilities,+$(echo "$2" | tr A-Z a-z)" ;;
        "--user "*) user="--reuid $2 --regid $2 --clear-groups" ;;
        *) break ;;
    esac
    shift 2
done

layers="$LAB_TMP/layers"
mkdir -p "$layers"
mount -t tmpfs none "$layers"
mkdir "$layers/upper" "$layers/work" "$layers/root"
mount -t overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/work" none "$layers/root"
cd "$layers/root"
touch .dockerenv
mkdir -p proc dev sys tmp ".$LAB_BENCH" ".$JAVA_HOME"
mount -t proc proc proc
mount --rbind /dev dev
mount --rbind /sys sys
mount -o remount,bind,ro sys
mount --rbind "$LAB_BENCH" ".$LAB_BENCH"
mount --rbind "$JAVA_HOME" ".$JAVA_HOME"
for path in acpi asound interrupts kcore keys latency_stats sched_debug scsi timer_list timer_stats; do # masked
    if [ -d "proc/$path" ]; then
        mount -t tmpfs -o ro none "proc/$path"
    elif [ -e "proc/$path" ]; then
        mount --bind /dev/null "proc/$path"
    fi
done
for path in bus fs irq sys sysrq-trigger; do # read-only
    if [ -e "proc/$path" ]; then
        mount --bind "proc/$path" "proc/$path"
        mount -o remount,bind,ro "proc/$path"
    fi
done
pivot_root . mnt
umount -l mnt
cd "$LAB_BENCH"
unset LAB_INSIDE
# shellcheck disable=SC2086 # several words each
exec setpriv --bounding-set "$capabilities" --inh-caps -all $user $filter "$@"
