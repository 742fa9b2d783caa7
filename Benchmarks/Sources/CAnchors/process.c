#include "anchors.h"
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// Not Foundation's Process, which closes descriptors that belong to valgrind.
int anchor_process_start(const char *interpreter, const char *script, int *input, int *output) {
    int down[2], up[2];
    if (pipe(down) != 0 || pipe(up) != 0) return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, down[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, up[1], STDOUT_FILENO);
    // A second process must not hold the first one's ends open.
    for (int end = 0; end < 2; end++) {
        fcntl(down[end], F_SETFD, FD_CLOEXEC);
        fcntl(up[end], F_SETFD, FD_CLOEXEC);
    }
    char *const arguments[] = {(char *)interpreter, (char *)script, NULL};
    pid_t child;
    int status = posix_spawn(&child, interpreter, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(down[0]);
    close(up[1]);
    *input = down[1];
    *output = up[0];
    return status == 0 ? child : -1;
}

void anchor_process_wait(int child) { waitpid(child, NULL, 0); }
