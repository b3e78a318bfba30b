/*
 * Loaded before the C library, it makes the machine of a set-up: the clock runs ahead by as many seconds as the file
 * UTM_TEST_CLOCK says, and the link-local addresses of the metadata services lead to 127.0.0.1:UTM_TEST_PORT.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
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

/* 169.254.0.0/16 */
static int is_link_local(const struct sockaddr *address) {
    struct sockaddr_in four;
    if (address->sa_family != AF_INET)
        return 0;
    memcpy(&four, address, sizeof four);
    return ntohl(four.sin_addr.s_addr) >> 16 == 0xa9fe;
}

int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
    const char *port = getenv("UTM_TEST_PORT");
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (!port || !is_link_local(address))
        return (int)syscall(SYS_connect, descriptor, address, length);
    here.sin_port = htons((in_port_t)strtol(port, NULL, 10));
    return (int)syscall(SYS_connect, descriptor, &here, sizeof here);
}
