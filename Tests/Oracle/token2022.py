"""Writes fixtures/token-2022: instructions that the real Token-2022 executed in LiteSVM (solders),
and the accounts that they left behind. Usage: token2022.py FOLDER
"""

import hashlib
import json
import struct
import sys

from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.litesvm import LiteSVM
from solders.message import Message
from solders.pubkey import Pubkey
from solders.system_program import CreateAccountParams, create_account
from solders.transaction import Transaction

TOKEN = Pubkey.from_string("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb")
SYSTEM = Pubkey.from_string("11111111111111111111111111111111")
TABLES = Pubkey.from_string("AddressLookupTab1e1111111111111111111111111")
NONE = bytes(32)


def key(number):
    return Keypair.from_seed(bytes([number]) * 32)


PAYER = key(1)
AUTHORITY = key(2)
OWNER = key(3)
OTHER = key(4)
svm = LiteSVM()
instructions = []
accounts = {}


def signed(calls, signers):
    message = Message.new_with_blockhash(calls, PAYER.pubkey(), svm.latest_blockhash())
    unique = {signer.pubkey(): signer for signer in [PAYER] + signers}
    needed = message.account_keys[: message.header.num_required_signatures]
    return Transaction([unique[k] for k in needed], message, svm.latest_blockhash())


def send(calls, signers):
    result = svm.send_transaction(signed(calls, signers))
    svm.expire_blockhash()
    if "Failed" in type(result).__name__:
        raise RuntimeError(f"{calls[-1].data.hex()}: {result.err()} {result.meta().logs()}")


def accepts_more(data, pairs, signers):
    """Whether the program executes the instruction with one more byte."""
    longer = Instruction(TOKEN, data + b"\x00", pairs)
    result = svm.simulate_transaction(signed([longer], signers))
    return "Failed" not in type(result).__name__


def call(name, data, metas, signers=(), record=True):
    """Executes a Token-2022 instruction and records it; metas are (key, signer, writable)."""
    pairs = [AccountMeta(address, signer, writable) for address, signer, writable in metas]
    more = accepts_more(data, pairs, list(signers))
    send([Instruction(TOKEN, data, pairs)], list(signers))
    if record:
        instructions.append(
            {
                "name": name,
                "data": data.hex(),
                "acceptsMore": more,
                "accounts": [
                    {"address": str(a), "signer": s, "writable": w} for a, s, w in metas
                ],
            }
        )


def w(address):
    return (address, False, True)


def r(address):
    return (address, False, False)


def s(address, writable=False):
    return (address, True, writable)


def address(keypair):
    return bytes(keypair.pubkey())


def new(number, size, extra=0):
    """A fresh account of Token-2022, with rent for `extra` more bytes."""
    account = key(number)
    rent = svm.minimum_balance_for_rent_exemption(size + extra)
    params = CreateAccountParams(
        from_pubkey=PAYER.pubkey(),
        to_pubkey=account.pubkey(),
        lamports=rent,
        space=size,
        owner=TOKEN,
    )
    send([create_account(params)], [account])
    return account.pubkey()


def keep(name, account):
    accounts[name] = bytes(svm.get_account(account).data).hex()


def mint(number, sizes, extra=0):
    return new(number, 166 + sum(4 + size for size in sizes), extra)


def initialize(account, freeze=False):
    data = bytes([20, 6]) + address(AUTHORITY)
    data += b"\x01" + address(AUTHORITY) if freeze else b"\x00"
    call("initializeMint2", data, [w(account)], record=False)


def token_account(number, of, sizes, owner=OWNER):
    account = new(number, 166 + sum(4 + size for size in sizes))
    call("initializeAccount3", bytes([18]) + address(owner), [w(account), r(of)], record=False)
    return account


def fees():
    m = mint(10, [108])
    data = b"\x1a\x00\x01" + address(AUTHORITY) + b"\x01" + address(OTHER)
    call("initializeTransferFeeConfig", data + struct.pack("<HQ", 150, 5000), [w(m)])
    initialize(m)
    a, b = token_account(11, m, [8]), token_account(12, m, [8])
    data = bytes([7]) + struct.pack("<Q", 1_000_000)
    call("mintTo", data, [w(m), w(a), s(AUTHORITY.pubkey())], [AUTHORITY])
    data = b"\x1a\x01" + struct.pack("<QBQ", 100_000, 6, 1500)
    metas = [w(a), r(m), w(b), s(OWNER.pubkey())]
    call("transferCheckedWithFee", data, metas, [OWNER])
    keep("transferFeeAccount", b)
    call("harvestWithheldTokensToMint", b"\x1a\x04", [w(m), w(b)])
    metas = [w(m), s(AUTHORITY.pubkey())]
    call("setTransferFee", b"\x1a\x05" + struct.pack("<HQ", 200, 7000), metas, [AUTHORITY])
    keep("transferFeeMint", m)
    metas = [w(m), w(a), s(OTHER.pubkey())]
    call("withdrawWithheldTokensFromMint", b"\x1a\x02", metas, [OTHER])
    metas = [w(a), r(m), w(b), s(OWNER.pubkey())]
    data = b"\x0c" + struct.pack("<QB", 10_000, 6)
    call("transferChecked", data, metas, [OWNER], record=False)
    metas = [r(m), w(a), s(OTHER.pubkey()), w(b)]
    call("withdrawWithheldTokensFromAccounts", b"\x1a\x03\x01", metas, [OTHER])
    # More accounts than there are: all of them count.
    call("withdrawWithheldTokensFromAccounts", b"\x1a\x03\xff", metas, [OTHER])


def plain_mints():
    m = mint(20, [32, 32, 1, 0])
    data = b"\x19\x01" + address(AUTHORITY)
    call("initializeMintCloseAuthority", data, [w(m)])
    call("initializePermanentDelegate", b"\x23" + address(OTHER), [w(m)])
    call("initializeDefaultAccountState", b"\x1c\x00\x02", [w(m)])
    call("initializeNonTransferableMint", b"\x20", [w(m)])
    initialize(m, freeze=True)
    metas = [w(m), s(AUTHORITY.pubkey())]
    call("updateDefaultAccountState", b"\x1c\x01\x01", metas, [AUTHORITY])
    keep("plainMint", m)

    m = mint(21, [52])
    data = b"\x21\x00" + address(AUTHORITY) + struct.pack("<h", -250)
    call("initializeInterestBearingConfig", data, [w(m)])
    initialize(m)
    metas = [w(m), s(AUTHORITY.pubkey())]
    data = b"\x21\x01" + struct.pack("<h", 300)
    call("updateInterestBearingConfigRate", data, metas, [AUTHORITY])
    keep("interestMint", m)

    m = mint(22, [56, 33])
    data = b"\x2b\x00" + address(AUTHORITY) + struct.pack("<d", 1.5)
    call("initializeScaledUiAmountConfig", data, [w(m)])
    call("initializePausableConfig", b"\x2c\x00" + address(AUTHORITY), [w(m)])
    initialize(m)
    metas = [w(m), s(AUTHORITY.pubkey())]
    data = b"\x2b\x01" + struct.pack("<dq", 2.25, 4_000_000_000)
    call("updateMultiplier", data, metas, [AUTHORITY])
    call("pause", b"\x2c\x01", metas, [AUTHORITY])
    keep("scaledMint", m)
    call("resume", b"\x2c\x02", metas, [AUTHORITY])
    keep("pausableAccount", token_account(23, m, [0]))


def pointers():
    m = mint(30, [64, 64, 64, 64])
    target, authority = bytes(m), address(AUTHORITY)
    call("initializeTransferHook", b"\x24\x00" + authority + address(OTHER), [w(m)])
    call("initializeMetadataPointer", b"\x27\x00" + authority + target, [w(m)])
    call("initializeGroupPointer", b"\x28\x00" + authority + target, [w(m)])
    call("initializeGroupMemberPointer", b"\x29\x00" + NONE + target, [w(m)])
    initialize(m)
    keep("pointerMint", m)
    metas = [w(m), s(AUTHORITY.pubkey())]
    call("updateTransferHook", b"\x24\x01" + NONE, metas, [AUTHORITY])
    call("updateMetadataPointer", b"\x27\x01" + address(OTHER), metas, [AUTHORITY])
    call("updateGroupPointer", b"\x28\x01" + address(OTHER), metas, [AUTHORITY])
    keep("pointerMintUpdated", m)
    keep("transferHookAccount", token_account(31, m, [1]))


def discriminator(name):
    return hashlib.sha256(name.encode()).digest()[:8]


def text(value):
    return struct.pack("<I", len(value.encode())) + value.encode()


def metadata():
    m = new(40, 166 + 68, extra=600)
    call("initializeMetadataPointer", b"\x27\x00" + address(AUTHORITY) + bytes(m), [w(m)], [], False)
    initialize(m)
    space = "spl_token_metadata_interface:"
    data = discriminator(space + "initialize_account")
    data += text("Tok\u00e9n") + text("TKN") + text("https://example.org/t.json")
    metas = [w(m), r(OTHER.pubkey()), r(m), s(AUTHORITY.pubkey())]
    call("initializeTokenMetadata", data, metas, [AUTHORITY])
    metas = [w(m), s(OTHER.pubkey())]
    data = discriminator(space + "updating_field")
    call("updateTokenMetadataField", data + b"\x03" + text("colour") + text("blue"), metas, [OTHER])
    call("updateTokenMetadataField", data + b"\x01" + text("TKN2"), metas, [OTHER])
    call("updateTokenMetadataField", data + b"\x03" + text("size") + text("9"), metas, [OTHER])
    keep("metadataMint", m)
    data = discriminator(space + "remove_key_ix") + b"\x01" + text("size")
    call("removeTokenMetadataKey", data, metas, [OTHER])
    data = discriminator(space + "emitter") + b"\x00\x01" + struct.pack("<Q", 40)
    call("emitTokenMetadata", data, [r(m)])
    data = discriminator(space + "update_the_authority") + NONE
    call("updateTokenMetadataAuthority", data, metas, [OTHER])
    keep("metadataMintWithoutAuthority", m)


def groups():
    space = "spl_token_group_interface:"
    group = new(50, 166 + 68, extra=200)
    pointer = address(AUTHORITY) + bytes(group)
    call("initializeGroupPointer", b"\x28\x00" + pointer, [w(group)], [], False)
    initialize(group)
    data = discriminator(space + "initialize_token_group") + address(OTHER)
    metas = [w(group), r(group), s(AUTHORITY.pubkey())]
    call("initializeTokenGroup", data + struct.pack("<Q", 5), metas, [AUTHORITY])
    data = discriminator(space + "update_group_max_size") + struct.pack("<Q", 7)
    metas = [w(group), s(OTHER.pubkey())]
    call("updateTokenGroupMaxSize", data, metas, [OTHER])
    member = new(51, 166 + 68, extra=200)
    pointer = address(AUTHORITY) + bytes(member)
    call("initializeGroupMemberPointer", b"\x29\x00" + pointer, [w(member)], [], False)
    initialize(member)
    metas = [
        w(member), r(member), s(AUTHORITY.pubkey()), w(group), s(OTHER.pubkey()),
    ]
    data = discriminator(space + "initialize_member")
    call("initializeTokenGroupMember", data, metas, [AUTHORITY, OTHER])
    keep("groupMint", group)
    keep("memberMint", member)
    metas = [w(group), s(OTHER.pubkey())]
    data = discriminator(space + "update_authority") + NONE
    call("updateTokenGroupAuthority", data, metas, [OTHER])


def holders():
    m = new(60, 82)
    initialize(m)
    a = new(61, 165)
    call("initializeAccount3", bytes([18]) + address(OWNER), [w(a), r(m)], [], False)
    metas = [w(a), s(PAYER.pubkey(), True), r(SYSTEM), s(OWNER.pubkey())]
    call("reallocate", b"\x1d" + struct.pack("<HH", 8, 11), metas, [OWNER])
    metas = [w(a), s(OWNER.pubkey())]
    call("enableRequiredMemoTransfers", b"\x1e\x00", metas, [OWNER])
    call("enableCpiGuard", b"\x22\x00", metas, [OWNER])
    keep("guardedAccount", a)
    call("disableRequiredMemoTransfers", b"\x1e\x01", metas, [OWNER])
    call("disableCpiGuard", b"\x22\x01", metas, [OWNER])
    multisig = new(62, 355)
    members = [key(n).pubkey() for n in (70, 71, 72)]
    call("initializeMultisig2", b"\x13\x02", [w(multisig)] + [r(k) for k in members])
    keep("multisig", multisig)
    # The program does not compare how many must sign with how many members there are.
    unusable = new(64, 355)
    metas = [w(unusable)] + [r(k) for k in members[:2]]
    call("initializeMultisig2", b"\x13\x03", metas, [], False)
    keep("unusableMultisig", unusable)
    # The multisignature account as the owner: two of its members sign.
    b = new(63, 165)
    call("initializeAccount3", bytes([18]) + bytes(multisig), [w(b), r(m)], [], False)
    metas = [w(b), s(PAYER.pubkey(), True), r(SYSTEM), r(multisig)]
    metas += [s(members[0]), s(members[2])]
    call("reallocate", b"\x1d" + struct.pack("<H", 8), metas, [key(70), key(72)])
    native = Pubkey.find_program_address([b"native-mint"], TOKEN)[0]
    call("createNativeMint", b"\x1f", [s(PAYER.pubkey(), True), w(native), r(SYSTEM)])


def burns():
    m = mint(80, [32])
    call("initializePermissionedBurn", b"\x2e\x00" + address(OTHER), [w(m)])
    initialize(m)
    keep("permissionedBurnMint", m)
    a = new(81, 165)
    call("initializeAccount3", bytes([18]) + address(OWNER), [w(a), r(m)], [], False)
    data = bytes([7]) + struct.pack("<Q", 1_000_000)
    call("mintTo", data, [w(m), w(a), s(AUTHORITY.pubkey())], [AUTHORITY], False)
    metas = [w(a), w(m), s(OTHER.pubkey()), s(OWNER.pubkey())]
    call("permissionedBurn", b"\x2e\x01" + struct.pack("<Q", 7), metas, [OTHER, OWNER])
    data = b"\x2e\x02" + struct.pack("<QB", 8, 6)
    call("permissionedBurnChecked", data, metas, [OTHER, OWNER])


def confidential():
    """Mints only: everything else needs proofs."""
    m = mint(90, [65])
    data = b"\x1b\x00" + address(AUTHORITY) + b"\x01" + NONE
    call("initializeConfidentialTransferMint", data, [w(m)])
    initialize(m)
    metas = [w(m), s(AUTHORITY.pubkey())]
    call("updateConfidentialTransferMint", b"\x1b\x01\x00" + NONE, metas, [AUTHORITY])
    keep("confidentialMint", m)


def tables():
    """A lookup table from its creation to its deactivation."""
    svm.warp_to_slot(1000)
    recent = 999
    seeds = [address(AUTHORITY), struct.pack("<Q", recent)]
    table, bump = Pubkey.find_program_address(seeds, TABLES)
    steps = []

    def step(name, data, metas, signers):
        pairs = [AccountMeta(a, signer, writable) for a, signer, writable in metas]
        send([Instruction(TABLES, data, pairs)], signers)
        account = svm.get_account(table)
        steps.append(
            {
                "name": name,
                "slot": svm.get_clock().slot,
                "data": data.hex(),
                "accounts": [
                    {"address": str(a), "signer": signer, "writable": writable}
                    for a, signer, writable in metas
                ],
                "state": bytes(account.data).hex() if account else None,
            }
        )

    authority = AUTHORITY.pubkey()
    svm.set_slot_hashes([(recent, svm.latest_blockhash())])
    data = struct.pack("<IQB", 0, recent, bump)
    metas = [w(table), r(authority), s(PAYER.pubkey(), True), r(SYSTEM)]
    step("createLookupTable", data, metas, [])
    metas = [w(table), s(authority), s(PAYER.pubkey(), True), r(SYSTEM)]
    for slot, numbers in [(1001, (101, 102, 103)), (1005, (104, 105))]:
        svm.warp_to_slot(slot)
        data = struct.pack("<IQ", 2, len(numbers)) + b"".join(address(key(n)) for n in numbers)
        step("extendLookupTable", data, metas, [AUTHORITY])
    svm.warp_to_slot(1010)
    step("deactivateLookupTable", struct.pack("<I", 3), metas[:2], [AUTHORITY])
    svm.warp_to_slot(2000)
    svm.set_slot_hashes([(1999, svm.latest_blockhash())])
    metas = [w(table), s(authority), w(OTHER.pubkey())]
    step("closeLookupTable", struct.pack("<I", 4), metas, [AUTHORITY])

    seeds = [address(OTHER), struct.pack("<Q", 1999)]
    table, bump = Pubkey.find_program_address(seeds, TABLES)
    data = struct.pack("<IQB", 0, 1999, bump)
    metas = [w(table), r(OTHER.pubkey()), s(PAYER.pubkey(), True), r(SYSTEM)]
    step("createLookupTable", data, metas, [])
    metas = [w(table), s(OTHER.pubkey()), s(PAYER.pubkey(), True), r(SYSTEM)]
    data = struct.pack("<IQ", 2, 1) + address(key(106))
    step("extendLookupTable", data, metas, [OTHER])
    step("freezeLookupTable", struct.pack("<I", 1), metas[:2], [OTHER])
    return steps


def main(folder):
    svm.airdrop(PAYER.pubkey(), 100_000_000_000)
    for part in (fees, plain_mints, pointers, metadata, groups, holders, burns, confidential):
        part()
    for name, content in (
        ("instructions", instructions),
        ("accounts", accounts),
        ("lookup-tables", tables()),
    ):
        with open(f"{folder}/{name}.json", "w") as file:
            json.dump(content, file, indent=1)
            file.write("\n")


main(sys.argv[1])
