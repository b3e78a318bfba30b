/* Loaded before the C library: its clock runs ahead by as many seconds as the file UTM_TEST_CLOCK says. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static time_t ahead_s(void) {
    char digits[24] = "";
    const char *path = getenv("UTM_TEST_CLOCK");
    const int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return 0;
    const ssize_t length = read(file, digits, sizeof digits - 1);
    close(file);
    return length > 0 ? (time_t)strtol(digits, NULL, 10) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    const int failed = (int)syscall(SYS_clock_gettime, clock, now);
    if (!failed && clock == CLOCK_REALTIME)
        now->tv_sec += ahead_s();
    return failed;
}

time_t time(time_t *ret_now) {
    struct timespec now = { 0 };
    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (ret_now)
        *ret_now = now.tv_sec;
    return now.tv_sec;
}
