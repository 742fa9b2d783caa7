// A JSON-RPC endpoint that answers from memory, so that it is nobody's bottleneck: one thread, epoll,
// HTTP/1.1 with kept connections, single calls and batches. The same for every client that is measured.
//
//   server ANSWERS [--record FILE] [--single] [--delay MICROSECONDS]
//
// ANSWERS has a line for each transaction: signature, value of getSignatureStatuses, result of
// getTransaction, with tabs between them; in the first line the genesis hash and the slot. The port is
// the first line of standard output. --record keeps every request body behind its length (u32, little
// endian) and --single refuses batches. --delay keeps each answer back for so long, as an endpoint that is
// not on the same machine does. SIGTERM ends it with one line: requests, calls, bytes in, out.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

typedef struct { const char *start; size_t length; } Text;
typedef struct { char *bytes; size_t length, capacity; } Buffer;
typedef struct { Text signature, status, transaction; } Answer;
typedef struct Connection {
    int socket;
    Buffer in, out;
    size_t sent;
    int64_t due; // when what is in `out` may leave; 0 for at once
    struct Connection *next; // of those with a time, the next one
} Connection;
typedef struct { Text id, method, params; } Call;

static Text genesis, slot;
static Answer *table;
static size_t mask;
static int refuses_batches;
static int64_t delay; // nanoseconds
static Connection *first_due, **last_due = &first_due;
static FILE *record;
static volatile sig_atomic_t ended;
static unsigned long requests, calls, bytes_in, bytes_out;

static void fail(const char *what) { perror(what); exit(1); }

static void append(Buffer *buffer, const char *bytes, size_t length) {
    if (buffer->length + length > buffer->capacity) {
        buffer->capacity = 2 * (buffer->length + length);
        buffer->bytes = realloc(buffer->bytes, buffer->capacity);
        if (!buffer->bytes) fail("realloc");
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

static void append_text(Buffer *buffer, Text text) { append(buffer, text.start, text.length); }
static void append_string(Buffer *buffer, const char *text) { append(buffer, text, strlen(text)); }

static int is(Text text, const char *name) {
    return text.length == strlen(name) && memcmp(text.start, name, text.length) == 0;
}

// MARK: Answers

static Answer *place(Text signature) {
    uint64_t hash = 14695981039346656037u;
    for (size_t index = 0; index < signature.length; index++)
        hash = (hash ^ (unsigned char)signature.start[index]) * 1099511628211u;
    for (size_t index = hash & mask;; index = (index + 1) & mask) {
        Answer *answer = &table[index];
        if (!answer->signature.start) return answer;
        if (answer->signature.length == signature.length
            && memcmp(answer->signature.start, signature.start, signature.length) == 0)
            return answer;
    }
}

static Text field(char **cursor, char end) {
    char *start = *cursor, *stop = strchr(start, end);
    if (!stop) { fprintf(stderr, "the answers are malformed\n"); exit(1); }
    *cursor = stop + 1;
    return (Text){start, (size_t)(stop - start)};
}

static void load(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    fseek(file, 0, SEEK_END);
    size_t length = (size_t)ftell(file), lines = 0;
    rewind(file);
    char *content = malloc(length + 1), *cursor = content;
    if (!content || fread(content, 1, length, file) != length) fail(path);
    content[length] = 0;
    fclose(file);
    for (size_t index = 0; index < length; index++) lines += content[index] == '\n';
    for (mask = 1; mask < 2 * lines;) mask *= 2;
    table = calloc(mask--, sizeof(Answer));
    genesis = field(&cursor, '\t');
    slot = field(&cursor, '\n');
    while (*cursor) {
        Answer answer = {field(&cursor, '\t'), field(&cursor, '\t'), field(&cursor, '\n')};
        *place(answer.signature) = answer;
    }
}

// MARK: JSON, of well-formed requests

static const char *skip_string(const char *at) {
    for (at++; *at != '"'; at++) at += *at == '\\';
    return at + 1;
}

static const char *skip_value(const char *at) {
    if (*at == '"') return skip_string(at);
    int depth = 0;
    for (;; at++) {
        if (*at == '"') at = skip_string(at) - 1;
        else if (*at == '{' || *at == '[') depth++;
        else if ((*at == '}' || *at == ']') && --depth <= 0) return depth == 0 ? at + 1 : at;
        else if (*at == ',' && depth == 0) return at;
    }
}

static const char *skip_to(const char *at, const char *wanted) {
    return at + strcspn(at, wanted);
}

// Reads the members of the object at `at`; returns what stands behind it.
static const char *read_call(const char *at, Call *call) {
    memset(call, 0, sizeof *call);
    for (at++; *(at = skip_to(at, "\"}")) == '"';) {
        const char *key = at + 1, *key_end = skip_string(at) - 1;
        Text name = {key, (size_t)(key_end - key)};
        const char *value = key_end + 1;
        value += strspn(value, ": \n");
        at = skip_value(value);
        Text text = {value, (size_t)(at - value)};
        if (is(name, "id")) call->id = text;
        if (is(name, "params")) call->params = text;
        if (is(name, "method") && *value == '"') call->method = (Text){value + 1, text.length - 2};
    }
    return at + 1;
}

// The next string before `end`, or one without a start.
static Text next_string(const char **at, const char *end) {
    const char *start = skip_to(*at, "\"]");
    if (start >= end || *start != '"') return (Text){0};
    *at = skip_string(start);
    return (Text){start + 1, (size_t)(*at - start - 2)};
}

static void answer_call(Call call, Buffer *out) {
    calls++;
    append_string(out, "{\"jsonrpc\":\"2.0\",");
    const char *at = call.params.start, *end = at + call.params.length;
    if (is(call.method, "getGenesisHash")) {
        append_string(out, "\"result\":\"");
        append_text(out, genesis);
        append_string(out, "\"");
    } else if (is(call.method, "getSignatureStatuses")) {
        append_string(out, "\"result\":{\"context\":{\"apiVersion\":\"4.2.0\",\"slot\":");
        append_text(out, slot);
        append_string(out, "},\"value\":[");
        int isFirst = 1;
        for (Text one; (one = next_string(&at, end)).start; isFirst = 0) {
            Text status = place(one)->status;
            if (!isFirst) append_string(out, ",");
            append_text(out, status.start ? status : (Text){"null", 4});
        }
        append_string(out, "]}");
    } else if (is(call.method, "getTransaction")) {
        Text transaction = place(next_string(&at, end))->transaction;
        append_string(out, "\"result\":");
        append_text(out, transaction.start ? transaction : (Text){"null", 4});
    } else {
        append_string(out, "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}");
    }
    append_string(out, ",\"id\":");
    append_text(out, call.id);
    append_string(out, "}");
}

static void answer_body(const char *body, Buffer *out) {
    Call call;
    if (*body == '{') {
        read_call(body, &call);
        return answer_call(call, out);
    }
    if (refuses_batches) {
        return append_string(
            out, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
                 "\"Batch requests are not supported\"},\"id\":null}");
    }
    append_string(out, "[");
    for (int isFirst = 1; *(body = skip_to(body, "{]")) == '{'; isFirst = 0) {
        body = read_call(body, &call);
        if (!isFirst) append_string(out, ",");
        answer_call(call, out);
    }
    append_string(out, "]");
}

// MARK: HTTP

// Answers every request that is complete; returns 0 for what is not HTTP.
static int answer_requests(Connection *connection) {
    static Buffer answer;
    Buffer *in = &connection->in;
    size_t done = 0;
    for (;;) {
        append(in, "", 1); // ends the text for the functions of C
        in->length--;
        char *head = in->bytes + done;
        char *end = memmem(head, in->length - done, "\r\n\r\n", 4);
        if (!end) break;
        char *line = strcasestr(head, "\r\ncontent-length:");
        if (!line || line > end) return 0;
        size_t length = strtoul(line + 17, NULL, 10), rest = in->length - (size_t)(end + 4 - in->bytes);
        if (rest < length) break;
        char *body = end + 4, kept = body[length];
        body[length] = 0;
        if (record) {
            uint32_t size = (uint32_t)length;
            fwrite(&size, sizeof size, 1, record);
            fwrite(body, 1, length, record);
        }
        answer.length = 0;
        answer_body(body, &answer);
        body[length] = kept;
        char header[128];
        int header_length = snprintf(
            header, sizeof header,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
            answer.length);
        append(&connection->out, header, (size_t)header_length);
        append(&connection->out, answer.bytes, answer.length);
        done = (size_t)(body + length - in->bytes);
        requests++;
        bytes_in += length;
        bytes_out += answer.length;
    }
    in->length -= done;
    memmove(in->bytes, in->bytes + done, in->length);
    return 1;
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

// All wait equally long, so who comes last leaves last.
static void keep_back(Connection *connection) {
    connection->due = now() + delay;
    connection->next = NULL;
    *last_due = connection;
    last_due = &connection->next;
}

static void forget(Connection *connection) {
    for (Connection **at = &first_due; *at; at = &(*at)->next) {
        if (*at != connection) continue;
        if (!(*at = connection->next)) last_due = at;
        return;
    }
}

// Returns 0 if the connection is over.
static int send_on(Connection *connection, int poll) {
    Buffer *out = &connection->out;
    while (connection->sent < out->length) {
        ssize_t count = send(connection->socket, out->bytes + connection->sent,
                             out->length - connection->sent, MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) return 0;
        if (count < 0) break;
        connection->sent += (size_t)count;
    }
    int waits = connection->sent < out->length;
    if (!waits) out->length = connection->sent = 0;
    struct epoll_event event = {.events = EPOLLIN | (waits ? EPOLLOUT : 0), .data.ptr = connection};
    return epoll_ctl(poll, EPOLL_CTL_MOD, connection->socket, &event) == 0;
}

// Returns 0 if the connection is over.
static int serve(Connection *connection, uint32_t events, int poll) {
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
        static char block[1 << 18];
        ssize_t count = recv(connection->socket, block, sizeof block, 0);
        if (count == 0 || (count < 0 && errno != EAGAIN)) return 0;
        if (count > 0) append(&connection->in, block, (size_t)count);
        if (count > 0 && !answer_requests(connection)) return 0;
    }
    if (delay && connection->out.length && !connection->sent && !connection->due) {
        keep_back(connection);
    }
    return connection->due ? 1 : send_on(connection, poll);
}

static void take(int listener, int poll) {
    int one = 1, socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    Connection *connection = calloc(1, sizeof *connection);
    connection->socket = socket;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
}

static void drop(Connection *connection) {
    forget(connection);
    close(connection->socket);
    free(connection->in.bytes);
    free(connection->out.bytes);
    free(connection);
}

// Sends what was kept back long enough; returns how long until the next, or NULL for ever.
static struct timespec *release(int poll) {
    static struct timespec rest;
    while (first_due) {
        int64_t left = first_due->due - now();
        if (left > 0) {
            rest = (struct timespec){left / 1000000000, left % 1000000000};
            return &rest;
        }
        Connection *connection = first_due;
        forget(connection);
        connection->due = 0;
        if (!send_on(connection, poll)) drop(connection);
    }
    return NULL;
}

static void end(int number) { ended = number; }

int main(int count, char **arguments) {
    if (count < 2) { fprintf(stderr, "server ANSWERS [--record FILE] [--single] [--delay MICROSECONDS]\n"); return 64; }
    for (int index = 2; index < count; index++) {
        if (strcmp(arguments[index], "--single") == 0) refuses_batches = 1;
        if (strcmp(arguments[index], "--record") == 0 && index + 1 < count)
            record = fopen(arguments[++index], "wb");
        if (strcmp(arguments[index], "--delay") == 0 && index + 1 < count)
            delay = atoll(arguments[++index]) * 1000;
    }
    load(arguments[1]);
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = end}, NULL);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), poll = epoll_create1(EPOLL_CLOEXEC);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 64)) fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN});
    while (!ended) {
        struct epoll_event events[64];
        int found = epoll_pwait2(poll, events, 64, release(poll), NULL);
        for (int index = 0; index < found; index++) {
            Connection *connection = events[index].data.ptr;
            if (!connection) take(listener, poll);
            else if (!serve(connection, events[index].events, poll)) drop(connection);
        }
    }
    if (record) fclose(record);
    printf("%lu requests %lu calls %lu bytes in %lu bytes out\n", requests, calls, bytes_in, bytes_out);
    return 0;
}
