// The anchor of the SQLite ledger: plain C that runs the very same statements with the same bytes.
//
//   ledger FILE AGENTS FIRST COUNT PER_COMMIT [TRACE]
//
// FILE was made by `LedgerBenchmark FILE prepare`. Posts the deposits FIRST, FIRST + 1, … of
// MadeDeposits.swift, PER_COMMIT in each transaction, and prints seconds of wall clock and of CPU as
// JSON. Every text and byte string that is not read from the books is made before the clock starts;
// within are the statements, the hash chain, and the sums. measure.py makes sure that both programs
// run the same statements and leave the same books.
#include <endian.h>
#include <inttypes.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sqlite_trace.h"

enum { SIGNATURE = 1, PAYER, SOURCE, EVENT_SET, GENESIS, MINT, DESTINATION };

#define TIME 1760000000000000

typedef struct {
    uint8_t signature[64], payer[32], source[32], event_set[32], code[8];
    int64_t slot, amount;
    char evidence[65], idem[160];
} Deposit;

typedef struct {
    sqlite3_stmt *begin, *mark, *commit, *event_set, *code, *asset, *new_event_set, *new_asset, *account,
        *new_account, *change_account, *new_entry, *new_deposit;
} Statements;

static sqlite3 *database;
static uint8_t genesis[32], mint[32], destination[32];

static void check(int is_well, const char *doing) {
    if (is_well) return;
    fprintf(stderr, "error: %s: %s\n", doing, database ? sqlite3_errmsg(database) : "");
    exit(1);
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// MARK: Values, as MadeDeposits.swift makes them

static void make(uint8_t *bytes, uint64_t domain, uint64_t number, size_t count) {
    for (uint64_t word = 0; word < count / 8; word++) {
        uint64_t value = domain << 56 | number << 8 | word;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        value ^= value >> 31;
        memcpy(bytes + word * 8, &value, 8);
    }
}

static char *base58(char *text, const uint8_t *bytes, size_t count) {
    static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    uint8_t digits[96];
    size_t length = 0, zeros = 0;
    while (zeros < count && bytes[zeros] == 0) zeros++;
    for (size_t index = zeros; index < count; index++) {
        unsigned carry = bytes[index];
        for (size_t digit = 0; digit < length; digit++) {
            carry += (unsigned)digits[digit] << 8;
            digits[digit] = (uint8_t)(carry % 58);
            carry /= 58;
        }
        for (; carry; carry /= 58) digits[length++] = (uint8_t)(carry % 58);
    }
    while (zeros--) *text++ = '1';
    while (length) *text++ = alphabet[digits[--length]];
    *text = 0;
    return text;
}

static void make_deposit(Deposit *deposit, uint64_t number, uint64_t agents) {
    make(deposit->signature, SIGNATURE, number, 64);
    make(deposit->payer, PAYER, number % 4096, 32);
    make(deposit->source, SOURCE, number % 4096, 32);
    make(deposit->event_set, EVENT_SET, number, 32);
    uint64_t agent = htobe64(number * 7919 % agents + 1);
    memcpy(deposit->code, &agent, 8);
    deposit->slot = (int64_t)(300000000 + number / 4);
    deposit->amount = (int64_t)(1000000 + number % 1000);
    sodium_bin2hex(deposit->evidence, sizeof deposit->evidence, deposit->event_set, 32);
    char *end = deposit->idem;
    memcpy(end, "sol:", 4);
    end = base58(end + 4, genesis, 32);
    *end++ = ':';
    end = base58(end, deposit->signature, 64);
    strcpy(end, ":2");
}

// MARK: Statements

static void pragma(const char *text) {
    check(sqlite3_exec(database, text, NULL, NULL, NULL) == SQLITE_OK, text);
}

static void open_books(const char *path) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    check(sqlite3_open_v2(path, &database, flags, NULL) == SQLITE_OK, "open");
    pragma("PRAGMA locking_mode = EXCLUSIVE");
    pragma("PRAGMA journal_mode = WAL");
    pragma("PRAGMA synchronous = FULL");
    pragma("PRAGMA foreign_keys = ON");
    pragma("PRAGMA trusted_schema = OFF");
    pragma("PRAGMA recursive_triggers = ON");
    pragma("PRAGMA cache_size = -32768");
    pragma("PRAGMA wal_autocheckpoint = 4096");
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement = NULL;
    check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
              == SQLITE_OK, sql);
    return statement;
}

static Statements prepare_all(void) {
    return (Statements){
        .begin = prepare("BEGIN IMMEDIATE"),
        .mark = prepare("UPDATE last_commit SET mark = ?1"),
        .commit = prepare("COMMIT"),
        .event_set = prepare("SELECT digest FROM event_set WHERE genesis = ?1 AND signature = ?2"),
        .code = prepare(
            "SELECT code, name, state, agent_id FROM deposit_code JOIN agent ON agent.id = agent_id "
            "WHERE code = ?1"),
        .asset = prepare("SELECT id, decimals FROM asset WHERE genesis = ?1 AND mint = ?2"),
        .new_event_set = prepare(
            "INSERT INTO event_set (genesis, signature, digest, slot, created_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5)"),
        .new_asset = prepare(
            "INSERT INTO asset (id, genesis, mint, symbol, decimals) "
            "VALUES ((SELECT coalesce(max(id), 0) + 1 FROM asset), ?1, ?2, ?3, ?4) RETURNING id"),
        .account = prepare(
            "SELECT balance, held, debt, seq, head FROM account "
            "WHERE agent_id = ?1 AND asset_id = ?2"),
        .new_account = prepare(
            "INSERT INTO account (agent_id, asset_id, balance, held, debt, seq, head, updated_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
        .change_account = prepare(
            "UPDATE account SET balance = ?3, held = ?4, debt = ?5, seq = ?6, head = ?7, "
            "updated_at = ?8 "
            "WHERE agent_id = ?1 AND asset_id = ?2 "
            "AND balance = ?9 AND held = ?10 AND debt = ?11 AND seq = ?12 AND head = ?13"),
        .new_entry = prepare(
            "INSERT INTO entry (agent_id, asset_id, seq, amount, balance_after, kind, contra, idem, "
            "meta, created_at, hash) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
        .new_deposit = prepare(
            "INSERT INTO deposit (genesis, signature, path, slot, destination, asset_id, amount, "
            "payer, source, code, agent_id, entry_seq, state, reason, evidence, created_at, "
            "operators, received) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
            "?18)"),
    };
}

// Parameters are bound from 1 up; what is bound stays where it is until the statement has run.
static void blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}

static void text(sqlite3_stmt *statement, int index, const char *text) {
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

static void integer(sqlite3_stmt *statement, int index, int64_t number) {
    sqlite3_bind_int64(statement, index, number);
}

static void run(sqlite3_stmt *statement) {
    check(sqlite3_step(statement) == SQLITE_DONE, "run");
    sqlite3_reset(statement);
}

// MARK: Posting

typedef struct {
    int64_t agent, asset, balance, held, debt, sequence;
    uint8_t head[32];
    int is_new;
} Account;

static int64_t find_asset(Statements *statements) {
    sqlite3_stmt *find = statements->asset;
    blob(find, 1, genesis, 32);
    blob(find, 2, mint, 32);
    int64_t known = sqlite3_step(find) == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    return known;
}

static void read_account(Statements *statements, Account *account) {
    sqlite3_stmt *find = statements->account;
    integer(find, 1, account->agent);
    integer(find, 2, account->asset);
    account->is_new = sqlite3_step(find) != SQLITE_ROW;
    if (!account->is_new) {
        account->balance = sqlite3_column_int64(find, 0);
        account->held = sqlite3_column_int64(find, 1);
        account->debt = sqlite3_column_int64(find, 2);
        account->sequence = sqlite3_column_int64(find, 3);
        memcpy(account->head, sqlite3_column_blob(find, 4), 32);
    }
    sqlite3_reset(find);
}

static void bind_state(sqlite3_stmt *statement, int first, const Account *account) {
    integer(statement, first, account->balance);
    integer(statement, first + 1, account->held);
    integer(statement, first + 2, account->debt);
    integer(statement, first + 3, account->sequence);
    blob(statement, first + 4, account->head, 32);
}

static void write_account(Statements *statements, const Account *old, const Account *new) {
    sqlite3_stmt *write = old->is_new ? statements->new_account : statements->change_account;
    integer(write, 1, new->agent);
    integer(write, 2, new->asset);
    bind_state(write, 3, new);
    integer(write, 8, TIME);
    if (!old->is_new) bind_state(write, 9, old);
    run(write);
    check(sqlite3_changes(database) == 1, "write the account");
}

static void append(Account *account, const Deposit *deposit) {
    char line[512];
    account->balance += deposit->amount;
    account->sequence += 1;
    int count = snprintf(
        line, sizeof line,
        "v1|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|1|1|%" PRId64 "|%s|{}",
        account->agent, account->asset, account->sequence, deposit->amount, account->balance,
        (int64_t)TIME, deposit->idem);
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    crypto_hash_sha256_update(&hash, account->head, 32);
    crypto_hash_sha256_update(&hash, (const uint8_t *)line, (unsigned long long)count);
    crypto_hash_sha256_final(&hash, account->head);
}

static void write_entry(Statements *statements, const Account *account, const Deposit *deposit) {
    sqlite3_stmt *write = statements->new_entry;
    integer(write, 1, account->agent);
    integer(write, 2, account->asset);
    integer(write, 3, account->sequence);
    integer(write, 4, deposit->amount);
    integer(write, 5, account->balance);
    integer(write, 6, 1);
    integer(write, 7, 1);
    text(write, 8, deposit->idem);
    text(write, 9, "{}");
    integer(write, 10, TIME);
    blob(write, 11, account->head, 32);
    run(write);
}

static void write_deposit(Statements *statements, const Account *account, const Deposit *deposit) {
    sqlite3_stmt *write = statements->new_deposit;
    blob(write, 1, genesis, 32);
    blob(write, 2, deposit->signature, 64);
    text(write, 3, "2");
    integer(write, 4, deposit->slot);
    blob(write, 5, destination, 32);
    integer(write, 6, account->asset);
    integer(write, 7, deposit->amount);
    blob(write, 8, deposit->payer, 32);
    blob(write, 9, deposit->source, 32);
    blob(write, 10, deposit->code, 8);
    integer(write, 11, account->agent);
    integer(write, 12, account->sequence);
    text(write, 13, "credited");
    sqlite3_bind_null(write, 14);
    text(write, 15, deposit->evidence);
    integer(write, 16, TIME);
    integer(write, 17, 1);
    integer(write, 18, deposit->amount);
    run(write);
}

// Every commit leaves a number of chance.
static void commit(Statements *statements) {
    int64_t mark;
    randombytes_buf(&mark, sizeof mark);
    integer(statements->mark, 1, mark);
    run(statements->mark);
    run(statements->commit);
}

static void post(Statements *statements, const Deposit *deposit) {
    Account account = {0};
    blob(statements->event_set, 1, genesis, 32);
    blob(statements->event_set, 2, deposit->signature, 64);
    check(sqlite3_step(statements->event_set) == SQLITE_DONE, "find an event set");
    sqlite3_reset(statements->event_set);

    blob(statements->code, 1, deposit->code, 8);
    check(sqlite3_step(statements->code) == SQLITE_ROW, "find a code");
    check(strcmp((const char *)sqlite3_column_text(statements->code, 2), "active") == 0, "use a code");
    account.agent = sqlite3_column_int64(statements->code, 3);
    sqlite3_reset(statements->code);

    account.asset = find_asset(statements);
    sqlite3_stmt *write = statements->new_event_set;
    blob(write, 1, genesis, 32);
    blob(write, 2, deposit->signature, 64);
    blob(write, 3, deposit->event_set, 32);
    integer(write, 4, deposit->slot);
    integer(write, 5, TIME);
    run(write);
    if (!account.asset) {
        write = statements->new_asset;
        blob(write, 1, genesis, 32);
        blob(write, 2, mint, 32);
        text(write, 3, "USDC");
        integer(write, 4, 6);
        check(sqlite3_step(write) == SQLITE_ROW, "add a token");
        account.asset = sqlite3_column_int64(write, 0);
        check(sqlite3_step(write) == SQLITE_DONE, "add a token");
        sqlite3_reset(write);
    }
    read_account(statements, &account);
    Account old = account;
    append(&account, deposit);
    write_account(statements, &old, &account);
    write_entry(statements, &account, deposit);
    write_deposit(statements, &account, deposit);
}

int main(int count, char **arguments) {
    check(count >= 6 && sodium_init() >= 0,
          "usage: ledger FILE AGENTS FIRST COUNT PER_COMMIT [TRACE]");
    uint64_t agents = strtoull(arguments[2], NULL, 10), first = strtoull(arguments[3], NULL, 10);
    uint64_t total = strtoull(arguments[4], NULL, 10), group = strtoull(arguments[5], NULL, 10);
    if (count > 6) check(sqlite_trace_start(arguments[6]) == 0, "trace");
    make(genesis, GENESIS, 0, 32);
    make(mint, MINT, 0, 32);
    make(destination, DESTINATION, 0, 32);
    Deposit *deposits = malloc(total * sizeof *deposits);
    check(deposits != NULL, "make deposits");
    for (uint64_t index = 0; index < total; index++)
        make_deposit(&deposits[index], first + index, agents);
    open_books(arguments[1]);
    Statements statements = prepare_all();

    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (uint64_t index = 0; index < total; index++) {
        if (index % group == 0) run(statements.begin);
        post(&statements, &deposits[index]);
        if (index % group == group - 1 || index == total - 1) commit(&statements);
    }
    wall = seconds(CLOCK_MONOTONIC) - wall, cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    printf("{\"count\":%" PRIu64 ",\"wall\":%.6f,\"cpu\":%.6f}\n", total, wall, cpu);
    sqlite_trace_end();
    sqlite3_close_v2(database);
    return 0;
}
