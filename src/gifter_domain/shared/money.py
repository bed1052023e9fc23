"""Money: integer minor units of an ISO 4217 currency, never floats."""

from dataclasses import dataclass
from decimal import Decimal

from gifter_domain.shared.errors import InvalidInput

# The ISO 4217 alphabetic codes in use, each with the number of digits of its minor unit
# (ISO 4217 list one; funds, metals and testing codes left out). A test compares it with CLDR.
_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD"
        " CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD"
        " GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL"
        " MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN"
        " PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP"
        " SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
}
MINOR_DIGITS: dict[str, int] = {
    code: digits for digits, codes in _DIGITS.items() for code in codes.split()
}


def checked_currency(code: str, path: str = "currency") -> str:
    """Returns the code in upper case.

    Raises `InvalidInput` naming `path` if it is not an ISO 4217 code.
    """
    upper = code.upper()
    if upper not in MINOR_DIGITS:
        raise InvalidInput.at(path, f"{code!r} is not an ISO 4217 currency code")
    return upper


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (pence, cents; whole yen) of one currency."""

    minor: int
    currency: str

    @property
    def major(self) -> Decimal:
        """Returns the amount in whole units: pounds and yen, not pence and sen."""
        return Decimal(self.minor).scaleb(-MINOR_DIGITS.get(self.currency, 2))


@dataclass(frozen=True, slots=True)
class Budget:
    """A price range in minor units, both ends included; an open end is None."""

    currency: str
    min_minor: int | None = None
    max_minor: int | None = None

    def __post_init__(self) -> None:
        least, most = self.min_minor, self.max_minor
        for path, amount in (("budget.min", least), ("budget.max", most)):
            if amount is not None and amount < 0:
                raise InvalidInput.at(path, "must not be negative")
        if least is not None and most is not None and least > most:
            raise InvalidInput.at("budget.max", "must not be less than budget.min")

    def allows(self, price: Money) -> bool:
        """Returns whether the price lies in the range. A price in another currency never does."""
        return (
            price.currency == self.currency
            and (self.min_minor is None or price.minor >= self.min_minor)
            and (self.max_minor is None or price.minor <= self.max_minor)
        )
