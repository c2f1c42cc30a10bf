"""The unified social credit code of GB 32100: 17 signs and a check sign, weights 3^i modulo 31."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY = 17


def valid_uscc(code: str) -> bool:
    if len(code) != BODY + 1 or set(code) - set(ALPHABET):
        return False
    return check_sign(code[:BODY]) == code[BODY]


def check_sign(body: str) -> str:
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return ALPHABET[-total % 31]
