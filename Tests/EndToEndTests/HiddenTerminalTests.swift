#if os(Linux)
import Foundation
import Testing

@testable import l5_deposit

@Suite struct HiddenTerminalTests {
    /// Both sides of a new terminal; a person sits at the second.
    static func terminal() throws -> (Int32, Int32) {
        // Source: asm-generic/ioctls.h. The functions around them are not imported.
        let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        let far = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(far >= 0)
        var (isLocked, index): (CInt, CInt) = (0, 0)
        try #require(ioctl(far, unlock, &isLocked) == 0 && ioctl(far, number, &index) == 0)
        let near = open("/dev/pts/\(index)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(near >= 0)
        return (far, near)
    }

    static func echoes(_ terminal: Int32) -> Bool {
        var settings = termios()
        return tcgetattr(terminal, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    @Test func `a program that ends gives the echo back and takes it no more`() async {
        await #expect(processExitsWith: .success) {
            let (far, near) = try Self.terminal()
            #expect(HiddenTerminal.hide(near))
            #expect(!Self.echoes(near))
            HiddenTerminal.end()
            #expect(Self.echoes(near))
            // The other thread comes to its question only now.
            #expect(!HiddenTerminal.hide(near))
            #expect(Self.echoes(near))
            close(near)
            close(far)
        }
    }
}
#endif
