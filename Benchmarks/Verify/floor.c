// What nobody gets around: the same HTTP requests by libcurl's multi interface, and libsodium's
// verification of the same signatures.
//
//   floor PORT REQUESTS SIGNED PARALLEL
//
// REQUESTS are the bodies that the server recorded (u32 length, little endian, and the bytes), SIGNED
// has a line for each transaction: signer, signature and message in hexadecimal. Prints two numbers:
// nanoseconds of CPU for all requests, and for all signatures.
#include <curl/curl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { char *bytes; size_t length, capacity; } Answer;

static uint64_t cpu(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static char *read_all(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *content = malloc(*length + 1);
    if (!content || fread(content, 1, *length, file) != *length) { perror(path); exit(1); }
    content[*length] = 0;
    fclose(file);
    return content;
}

// Keeps the whole answer, as every client has to before it reads it.
static size_t receive(char *data, size_t size, size_t count, void *context) {
    Answer *answer = context;
    if (answer->length + size * count > answer->capacity) {
        answer->capacity = 2 * (answer->length + size * count);
        answer->bytes = realloc(answer->bytes, answer->capacity);
    }
    memcpy(answer->bytes + answer->length, data, size * count);
    answer->length += size * count;
    return size * count;
}

static void send_next(CURLM *multi, CURL *handle, const char **at) {
    uint32_t length;
    memcpy(&length, *at, sizeof length);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, *at + sizeof length);
    *at += sizeof length + length;
    curl_multi_add_handle(multi, handle);
}

static uint64_t time_requests(const char *url, const char *requests, size_t length, int parallel) {
    const char *at = requests, *end = requests + length;
    uint64_t start = cpu();
    CURLM *multi = curl_multi_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    int running = 0;
    for (int index = 0; index < parallel && at < end; index++) {
        CURL *handle = curl_easy_init();
        Answer *answer = calloc(1, sizeof *answer);
        curl_easy_setopt(handle, CURLOPT_URL, url);
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, answer);
        curl_easy_setopt(handle, CURLOPT_PRIVATE, answer);
        send_next(multi, handle, &at);
        running++;
    }
    while (running > 0) {
        int active, left;
        CURLMsg *message;
        curl_multi_perform(multi, &active);
        while ((message = curl_multi_info_read(multi, &left))) {
            CURL *handle = message->easy_handle;
            Answer *answer;
            long status = 0;
            curl_easy_getinfo(handle, CURLINFO_PRIVATE, &answer);
            curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
            if (message->data.result != CURLE_OK || status != 200 || answer->length == 0) {
                fprintf(stderr, "a request failed\n");
                exit(1);
            }
            answer->length = 0;
            curl_multi_remove_handle(multi, handle);
            if (at < end) send_next(multi, handle, &at);
            else running--;
        }
        if (running > 0) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    return cpu() - start;
}

static uint64_t time_signatures(char *lines, size_t length) {
    size_t count = 0, valid = 0;
    typedef struct { unsigned char *key, *signature, *message; size_t length; } Signed;
    Signed *all = malloc(length / 192 * sizeof *all);
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
        size_t bytes = 0, size = strlen(line) / 2;
        unsigned char *record = malloc(size);
        sodium_hex2bin(record, size, line, strlen(line), " ", &bytes, NULL);
        all[count++] = (Signed){record, record + 32, record + 96, bytes - 96};
    }
    uint64_t start = cpu();
    for (size_t index = 0; index < count; index++)
        valid += crypto_sign_verify_detached(
            all[index].signature, all[index].message, all[index].length, all[index].key) == 0;
    uint64_t time = cpu() - start;
    if (valid != count) { fprintf(stderr, "a signature is not valid\n"); exit(1); }
    return time;
}

int main(int count, char **arguments) {
    if (count != 5 || sodium_init() < 0) return 64;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    char url[64];
    size_t length;
    snprintf(url, sizeof url, "http://127.0.0.1:%s/", arguments[1]);
    char *requests = read_all(arguments[2], &length);
    uint64_t http = time_requests(url, requests, length, atoi(arguments[4]));
    char *lines = read_all(arguments[3], &length);
    printf("%llu %llu\n", (unsigned long long)http,
           (unsigned long long)time_signatures(lines, length));
    return 0;
}
