// Ends the process that loads it with SIGKILL at the KILL_AT-th point, counted from 1; 0 only counts.
//
// Points are writes and syncs of the journal's files (KILL_JOURNAL is the beginning of their path), before and after each,
// and reads and writes of sockets, after each. The number of points of a run is written to KILL_COUNT at its end.
// CLOCK_AHEAD moves the process's clock ahead by that many seconds.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static atomic_long points;
static long kill_at = -1;
static long ahead;
static char journal[4096];

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("KILL_AT");
  if (text) kill_at = atol(text);
  text = getenv("CLOCK_AHEAD");
  if (text) ahead = atol(text);
  text = getenv("KILL_JOURNAL");
  if (text) snprintf(journal, sizeof journal, "%s", text);
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("KILL_COUNT");
  if (!path) return;
  FILE *file = fopen(path, "w");
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&points));
  fclose(file);
}

static void point(void) {
  if (kill_at < 0) return;
  if (atomic_fetch_add(&points, 1) + 1 == kill_at) kill(getpid(), SIGKILL);
}

static int is_journal(int descriptor) {
  char link[64], path[4096];
  if (kill_at < 0 || !journal[0]) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, journal, strlen(journal)) == 0;
}

static int is_connection(int descriptor) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (kill_at < 0) return 0;
  if (getpeername(descriptor, (struct sockaddr *)&address, &length) != 0) return 0;
  return address.ss_family == AF_INET || address.ss_family == AF_INET6;
}

#define REAL(result, name, ...) \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  int counts = is_journal(descriptor);
  if (counts) point();
  ssize_t result = real(descriptor, bytes, count, offset);
  if (counts) point();
  return result;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite64(descriptor, bytes, count, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  int counts = is_journal(descriptor);
  if (counts) point();
  ssize_t result = real(descriptor, bytes, count);
  if (counts || is_connection(descriptor)) point();
  return result;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  ssize_t result = real(descriptor, parts, count);
  if (is_connection(descriptor)) point();
  return result;
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  REAL(ssize_t, "read", int, void *, size_t);
  ssize_t result = real(descriptor, bytes, count);
  if (is_connection(descriptor)) point();
  return result;
}

ssize_t recv(int descriptor, void *bytes, size_t count, int flags) {
  REAL(ssize_t, "recv", int, void *, size_t, int);
  ssize_t result = real(descriptor, bytes, count, flags);
  if (is_connection(descriptor)) point();
  return result;
}

ssize_t recvmsg(int descriptor, struct msghdr *message, int flags) {
  REAL(ssize_t, "recvmsg", int, struct msghdr *, int);
  ssize_t result = real(descriptor, message, flags);
  if (is_connection(descriptor)) point();
  return result;
}

int fsync(int descriptor) {
  REAL(int, "fsync", int);
  int counts = is_journal(descriptor);
  if (counts) point();
  int result = real(descriptor);
  if (counts) point();
  return result;
}

int fdatasync(int descriptor) {
  REAL(int, "fdatasync", int);
  int counts = is_journal(descriptor);
  if (counts) point();
  int result = real(descriptor);
  if (counts) point();
  return result;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  REAL(int, "clock_gettime", clockid_t, struct timespec *);
  int result = real(clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += ahead;
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  REAL(int, "gettimeofday", struct timeval *, void *);
  int result = real(time, zone);
  if (result == 0) time->tv_sec += ahead;
  return result;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}
