"""Inputs of the on-curve test that are hard to judge by the leading bits of numbers.

The test asks whether a = (y² - 1)(d·y² + 1) is a square, by Euclid's steps on a and the field's
order. Random y never make two numbers whose first half is the same; these do.
"""

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P


def close_call(source):
    """32 bytes that give such an a."""
    while True:
        a = source.choice([near_round, near_fraction, near_itself, near_third])(source) % P
        y = solve(a)
        if y is not None:
            return (y | source.getrandbits(1) << 255).to_bytes(32, "little")


def near_round(source):
    """Close to 0, to the order, or to a power of two."""
    width = source.randrange(1, 240)
    return source.choice([0, P, 1 << source.randrange(width, 255)]) + signed(source, width)


def near_fraction(source):
    """Close to a fraction of the order: the steps meet close numbers on their way."""
    below = source.getrandbits(source.randrange(1, 40)) | 1
    return P * source.randrange(below + 1) // below + signed(source, source.randrange(1, 200))


def near_itself(source):
    """P - a = 2^twos · (a - gap): after one subtraction both numbers are close, a the larger one."""
    twos = source.randrange(2, 80)
    step = (1 << twos) + 1
    gap = P % step + step * source.randrange(64)
    return (P + (gap << twos)) // step


def near_third(source):
    """The same with one two, and both numbers 3 modulo 4, so that their swap changes the sign."""
    while True:
        gap = P % 3 + 3 * source.getrandbits(source.randrange(4, 200))
        a = (P + (gap << 1)) // 3
        if gap % 4 == 0 and a % 4 == 3:
            return a


def signed(source, bits):
    return source.choice([-1, 1]) * source.getrandbits(bits)


def solve(a):
    """A y with (y² - 1)(d·y² + 1) = a, or None."""
    root = square_root((1 - D) ** 2 + 4 * D * (1 + a))
    if root is None:
        return None
    for sign in (root, -root):
        y = square_root((D - 1 + sign) * pow(2 * D, -1, P))
        if y is not None:
            return y
    return None


def square_root(square):
    square %= P
    root = pow(square, (P + 3) // 8, P)
    if root * root % P != square:
        root = root * pow(2, (P - 1) // 4, P) % P
    return root if root * root % P == square else None
