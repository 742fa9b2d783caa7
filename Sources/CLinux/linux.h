// What Linux's C libraries have, and show to programs in C that ask for it only.
#ifndef L5_LINUX_H
#define L5_LINUX_H

// Makes everything on the file system of an open file durable (Linux manual, syncfs(2)).
int syncfs(int descriptor);

#endif
