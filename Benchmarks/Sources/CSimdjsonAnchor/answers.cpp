#include "simdjson_answers.h"
#include <simdjson.h>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

// A `getTransaction` answer in the base64 encoding, into values that own their parts: the members
// that TransactionAnswer has, by the shortest way that On-Demand offers.
namespace {

using namespace simdjson;
using Address = std::array<uint8_t, 32>;

struct TokenBalance {
    uint8_t account_index;
    Address mint;
    std::optional<Address> owner, program_id;
    uint64_t amount;
    uint8_t decimals;
};

struct InnerInstruction {
    uint8_t program_id_index;
    std::vector<uint8_t> accounts, data;
    std::optional<int64_t> stack_height;
};

struct InnerGroup {
    uint8_t index;
    std::vector<InnerInstruction> instructions;
};

struct Answer {
    uint64_t slot, fee;
    std::optional<int64_t> block_time;
    std::optional<uint64_t> version;
    std::vector<uint8_t> transaction;
    std::optional<std::string> err;
    std::vector<uint64_t> pre_balances, post_balances;
    std::optional<std::vector<TokenBalance>> pre_token_balances, post_token_balances;
    std::optional<std::vector<InnerGroup>> inner_instructions;
    std::optional<std::vector<std::string>> log_messages;
    std::optional<std::array<std::vector<Address>, 2>> loaded_addresses;
    std::optional<uint64_t> compute_units_consumed;
};

struct Malformed {};

// MARK: Base 58 and 64

template <int base>
constexpr std::array<uint8_t, 256> values(const char *alphabet) {
    std::array<uint8_t, 256> table{};
    for (auto &value : table) value = 255;
    for (int index = 0; index < base; index++) table[uint8_t(alphabet[index])] = index;
    return table;
}
constexpr auto values58 =
    values<58>("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
constexpr auto values64 =
    values<64>("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

// Ten characters fit 59 bits; the number is built from such parts in limbs of 64 bits.
std::vector<uint64_t> base58_limbs(std::string_view text) {
    static constexpr uint64_t powers[] = {
        1, 58, 3364, 195112, 11316496, 656356768, 38068692544, 2207984167552, 128063081718016,
        7427658739644928, 430804206899405824};
    std::vector<uint64_t> limbs;
    limbs.reserve(text.size() / 10 + 1);
    for (size_t start = 0; start < text.size(); start += 10) {
        const size_t count = std::min<size_t>(10, text.size() - start);
        uint64_t part = 0;
        for (size_t index = 0; index < count; index++) {
            const uint8_t value = values58[uint8_t(text[start + index])];
            if (value == 255) throw Malformed();
            part = part * 58 + value;
        }
        for (auto &limb : limbs) {
            const unsigned __int128 product = (unsigned __int128)limb * powers[count] + part;
            limb = uint64_t(product);
            part = uint64_t(product >> 64);
        }
        if (part != 0) limbs.push_back(part);
    }
    return limbs;
}

std::vector<uint8_t> base58(std::string_view text) {
    size_t zeros = 0;
    while (zeros < text.size() && text[zeros] == '1') zeros++;
    const auto limbs = base58_limbs(text.substr(zeros));
    std::vector<uint8_t> bytes(zeros);
    bytes.reserve(zeros + 8 * limbs.size());
    for (size_t index = limbs.size(); index-- > 0;) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            const uint8_t byte = limbs[index] >> shift;
            if (bytes.size() > zeros || byte != 0) bytes.push_back(byte);
        }
    }
    return bytes;
}

Address address(std::string_view text) {
    static constexpr uint64_t powers[] = {
        1, 58, 3364, 195112, 11316496, 656356768, 38068692544, 2207984167552, 128063081718016,
        7427658739644928, 430804206899405824};
    uint64_t limbs[4] = {0, 0, 0, 0};
    for (size_t start = 0; start < text.size(); start += 10) {
        const size_t count = std::min<size_t>(10, text.size() - start);
        uint64_t part = 0;
        uint8_t invalid = 0;
        for (size_t index = 0; index < count; index++) {
            const uint8_t value = values58[uint8_t(text[start + index])];
            invalid |= value;
            part = part * 58 + value;
        }
        if (invalid & 0x80) throw Malformed();
        for (auto &limb : limbs) {
            const unsigned __int128 product = (unsigned __int128)limb * powers[count] + part;
            limb = uint64_t(product);
            part = uint64_t(product >> 64);
        }
        if (part != 0) throw Malformed();
    }
    Address address;
    for (int index = 0; index < 4; index++) {
        const uint64_t big = __builtin_bswap64(limbs[3 - index]);
        memcpy(address.data() + 8 * index, &big, 8);
    }
    return address;
}

std::vector<uint8_t> base64(std::string_view text) {
    if (text.size() % 4 != 0 || text.empty()) throw Malformed();
    const size_t padding = text.back() != '=' ? 0 : text[text.size() - 2] != '=' ? 1 : 2;
    std::vector<uint8_t> bytes(text.size() / 4 * 3);
    uint8_t *output = bytes.data();
    uint8_t invalid = 0;
    for (size_t index = 0; index < text.size(); index += 4, output += 3) {
        uint32_t bits = 0;
        for (size_t place = 0; place < 4; place++) {
            const bool padded = index + place >= text.size() - padding;
            const uint8_t value = padded ? 0 : values64[uint8_t(text[index + place])];
            invalid |= value;
            bits = bits << 6 | value;
        }
        output[0] = bits >> 16;
        output[1] = bits >> 8;
        output[2] = bits;
    }
    if (invalid & 0x80) throw Malformed();
    bytes.resize(bytes.size() - padding);
    return bytes;
}

// MARK: Members

template <class Value, class Read>
std::optional<Value> optional(simdjson_result<ondemand::value> found, Read read) {
    ondemand::value value;
    if (found.get(value) || value.is_null()) return std::nullopt;
    return read(value);
}

template <class Element, class Read>
std::vector<Element> list(ondemand::array array, Read read) {
    std::vector<Element> elements;
    for (auto element : array) elements.push_back(read(element.value()));
    return elements;
}

uint64_t digits(std::string_view text) {
    uint64_t value = 0;
    for (const char character : text) {
        const uint8_t digit = character - '0';
        if (digit > 9 || value > (UINT64_MAX - digit) / 10) throw Malformed();
        value = value * 10 + digit;
    }
    return value;
}

Address read_address(ondemand::value value) { return address(value.get_string()); }

TokenBalance token_balance(ondemand::object json) {
    TokenBalance balance;
    balance.account_index = uint64_t(json["accountIndex"].get_uint64());
    balance.mint = address(json["mint"].get_string());
    balance.owner = optional<Address>(json["owner"], read_address);
    balance.program_id = optional<Address>(json["programId"], read_address);
    ondemand::object amount = json["uiTokenAmount"].get_object();
    balance.amount = digits(amount["amount"].get_string());
    balance.decimals = uint64_t(amount["decimals"].get_uint64());
    return balance;
}

InnerInstruction inner_instruction(ondemand::object json) {
    InnerInstruction instruction;
    instruction.accounts = list<uint8_t>(json["accounts"].get_array(), [](ondemand::value value) {
        return uint8_t(uint64_t(value.get_uint64()));
    });
    instruction.data = base58(json["data"].get_string());
    instruction.program_id_index = uint64_t(json["programIdIndex"].get_uint64());
    instruction.stack_height = optional<int64_t>(
        json["stackHeight"], [](ondemand::value value) { return int64_t(value.get_int64()); });
    return instruction;
}

InnerGroup inner_group(ondemand::object json) {
    InnerGroup group;
    group.index = uint64_t(json["index"].get_uint64());
    group.instructions = list<InnerInstruction>(
        json["instructions"].get_array(),
        [](ondemand::value value) { return inner_instruction(value.get_object()); });
    return group;
}

std::vector<TokenBalance> token_balances(ondemand::value value) {
    return list<TokenBalance>(value.get_array(), [](ondemand::value balance) {
        return token_balance(balance.get_object());
    });
}

std::vector<uint64_t> lamports(ondemand::array array) {
    return list<uint64_t>(
        array, [](ondemand::value value) { return uint64_t(value.get_uint64()); });
}

void read_meta(ondemand::object meta, Answer &answer) {
    answer.compute_units_consumed = optional<uint64_t>(
        meta["computeUnitsConsumed"],
        [](ondemand::value value) { return uint64_t(value.get_uint64()); });
    answer.err = optional<std::string>(meta["err"], [](ondemand::value value) {
        return std::string(std::string_view(to_json_string(value)));
    });
    answer.fee = meta["fee"].get_uint64();
    answer.inner_instructions = optional<std::vector<InnerGroup>>(
        meta["innerInstructions"], [](ondemand::value value) {
            return list<InnerGroup>(value.get_array(), [](ondemand::value group) {
                return inner_group(group.get_object());
            });
        });
    answer.loaded_addresses = optional<std::array<std::vector<Address>, 2>>(
        meta["loadedAddresses"], [](ondemand::value value) {
            ondemand::object loaded = value.get_object();
            std::array<std::vector<Address>, 2> lists;
            lists[1] = list<Address>(loaded["readonly"].get_array(), read_address);
            lists[0] = list<Address>(loaded["writable"].get_array(), read_address);
            return lists;
        });
    answer.log_messages = optional<std::vector<std::string>>(
        meta["logMessages"], [](ondemand::value value) {
            return list<std::string>(value.get_array(), [](ondemand::value line) {
                return std::string(std::string_view(line.get_string()));
            });
        });
    answer.post_balances = lamports(meta["postBalances"].get_array());
    answer.post_token_balances =
        optional<std::vector<TokenBalance>>(meta["postTokenBalances"], token_balances);
    answer.pre_balances = lamports(meta["preBalances"].get_array());
    answer.pre_token_balances =
        optional<std::vector<TokenBalance>>(meta["preTokenBalances"], token_balances);
}

Answer read_answer(ondemand::document &document) {
    Answer answer;
    ondemand::object envelope = document.get_object();
    if (std::string_view(envelope["jsonrpc"].get_string()) != "2.0") throw Malformed();
    ondemand::object result = envelope["result"].get_object();
    answer.block_time = optional<int64_t>(
        result["blockTime"], [](ondemand::value value) { return int64_t(value.get_int64()); });
    read_meta(result["meta"].get_object(), answer);
    answer.slot = result["slot"].get_uint64();
    ondemand::array transaction = result["transaction"].get_array();
    size_t place = 0;
    for (auto part : transaction) {
        const std::string_view text = part.get_string();
        if (place == 0) answer.transaction = base64(text);
        if (place > 1 || (place == 1 && text != "base64")) throw Malformed();
        place++;
    }
    ondemand::value version;
    if (!result["version"].get(version) && version.type() == ondemand::json_type::number) {
        answer.version = uint64_t(version.get_uint64());
    }
    if (uint64_t(envelope["id"].get_uint64()) != 1) throw Malformed();
    return answer;
}

// MARK: Digest

struct Digest {
    uint64_t value = 0xCBF29CE484222325;

    void add(uint64_t number) { value = (value ^ number) * 0x100000001B3; }
    template <class Bytes> void bytes(const Bytes &bytes) {
        add(bytes.size());
        for (const uint8_t byte : bytes) add(byte);
    }
    void balances(const std::optional<std::vector<TokenBalance>> &list) {
        add(list ? list->size() : UINT64_MAX);
        if (!list) return;
        for (const auto &balance : *list) {
            add(balance.account_index);
            bytes(balance.mint);
            if (balance.owner) bytes(*balance.owner);
            if (balance.program_id) bytes(*balance.program_id);
            add(balance.amount);
            add(balance.decimals);
        }
    }
};

// The same sum over every field as AnswerDigest in Swift.
uint64_t digest(const Answer &answer) {
    Digest digest;
    digest.add(answer.slot);
    digest.add(answer.block_time.value_or(-1));
    digest.add(answer.version.value_or(UINT64_MAX));
    digest.bytes(answer.transaction);
    digest.bytes(answer.err.value_or(""));
    digest.add(answer.fee);
    for (const auto list : {&answer.pre_balances, &answer.post_balances}) {
        digest.add(list->size());
        for (const uint64_t balance : *list) digest.add(balance);
    }
    digest.balances(answer.pre_token_balances);
    digest.balances(answer.post_token_balances);
    digest.add(answer.inner_instructions ? answer.inner_instructions->size() : UINT64_MAX);
    if (answer.inner_instructions) {
        for (const auto &group : *answer.inner_instructions) {
            digest.add(group.index);
            for (const auto &instruction : group.instructions) {
                digest.add(instruction.program_id_index);
                digest.bytes(instruction.accounts);
                digest.bytes(instruction.data);
                digest.add(instruction.stack_height.value_or(-1));
            }
        }
    }
    digest.add(answer.log_messages ? answer.log_messages->size() : UINT64_MAX);
    if (answer.log_messages) {
        for (const auto &line : *answer.log_messages) digest.bytes(line);
    }
    if (answer.loaded_addresses) {
        for (const auto &list : *answer.loaded_addresses) {
            digest.add(list.size());
            for (const auto &address : list) digest.bytes(address);
        }
    }
    digest.add(answer.compute_units_consumed.value_or(UINT64_MAX));
    return digest.value;
}

}  // namespace

size_t anchor_simdjson_answers(
    const uint8_t *bodies, const size_t *offsets, const size_t *lengths, size_t count,
    uint64_t *digests) {
    static ondemand::parser parser;
    size_t read = 0;
    for (size_t index = 0; index < count; index++) {
        try {
            const char *body = reinterpret_cast<const char *>(bodies + offsets[index]);
            auto document = parser
                                .iterate(padded_string_view(
                                    body, lengths[index], lengths[index] + SIMDJSON_PADDING))
                                .take_value();
            const Answer answer = read_answer(document);
            if (digests) digests[index] = digest(answer);
            read += answer.pre_balances.size();
        } catch (const Malformed &) {
            if (digests) digests[index] = 0;
        } catch (const simdjson_error &) {
            if (digests) digests[index] = 0;
        }
    }
    return read;
}
