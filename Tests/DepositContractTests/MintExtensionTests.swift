@testable import DepositContract
import DepositLayouts
import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

@Suite struct MintExtensionTests {
    @Test(arguments: [
        ([], true), ([18, 19], true), ([3, 4, 6, 10, 12, 16, 20, 21, 22, 23, 24, 25, 26], true),
        ([1], false), ([14], false), ([9], false), ([18, 1], false), ([63], false), ([64], false),
        ([65535], false),
    ])
    func `takes only extensions that change neither amounts nor programs`(
        types: [UInt16], allowed: Bool
    ) {
        var state = Stage.mint(World.pyusd, program: SolanaCodec.Programs.token2022)
        state.data += [UInt8](repeating: 0, count: 165 - 82) + [1]
        for type in types {
            state.data.append(integer: type)
            state.data.append(integer: UInt16(3))
            state.data += [7, 7, 7]
        }
        let input = HostInput(
            program: SolanaProgram.Address(Stage.program), accounts: [state], data: [])
        let code = outcome { () throws(ProgramError) in
            try requireAllowedExtensions(input.account(at: 0))
        }
        #expect(code == (allowed ? 0 : UInt64(DepositError.extensionNotAllowed.rawValue)))
    }
}
