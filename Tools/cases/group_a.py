"""Group A: must be accepted."""

from case import case
from expect import accept, credit
from notation import CB, CB_PRICE, MK, M, TC
from world import C1, FIVE, P, PAYER, REF, T, TREASURY


@case("A01")
def _(w):
    w.land(CB(40_000), CB_PRICE(10_000), MK(TREASURY), M(f"deposit:{C1}", PAYER),
           TC(P, T, PAYER, FIVE, REF(C1)))
    w.expects(accept(credit("4", C1, FIVE)))
