"""Text that nobody reads without a code: the key in a student's copy of a lesson.

The code goes through scrypt (RFC 7914: N = 2^15, r = 8, p = 1, 16 bytes of salt drawn by lot, which
takes 32 MB and some 0.1 s for each guess) to a key of Fernet (AES-128-CBC and HMAC-SHA256,
github.com/fernet/spec), so that what was altered is not opened either. A sealed text is
`scrypt-15:SALT:TOKEN`, both in URL-safe Base64 (RFC 4648, 5).
"""

import base64
import hashlib
import re
import secrets
import zlib

from annotator.core.errors import AnnotatorError

_SCHEME = "scrypt-15"
_COST = 2**15
_SALT_BYTES = 16
_MEMORY = 64 * 1024 * 1024
_MOST_BYTES = 64 * 1024 * 1024
_BETWEEN = re.compile(r"[\W_]+")
_WORD_THEN_NUMBER = re.compile(r"(?<=[^\W\d])(?=\d)")


def tidy_code(code: str) -> str:
    """The code as it was made: small letters, words and number with a hyphen between."""
    words = _BETWEEN.sub("-", _WORD_THEN_NUMBER.sub("-", code.casefold()))
    return words.strip("-")


def seal(text: bytes, code: str) -> str:
    """The text sealed under the code; raises AnnotatorError for an empty code."""
    from cryptography.fernet import Fernet

    salt = secrets.token_bytes(_SALT_BYTES)
    token = Fernet(_key(code, salt)).encrypt(zlib.compress(text, 9))
    return ":".join([_SCHEME, base64.urlsafe_b64encode(salt).decode(), token.decode()])


def unseal(sealed: str, code: str) -> bytes:
    """The text again; raises AnnotatorError for another code, and for what was altered."""
    from cryptography.fernet import Fernet, InvalidToken

    scheme, _, rest = sealed.partition(":")
    salt, _, token = rest.partition(":")
    if scheme != _SCHEME:
        raise AnnotatorError(
            "The key was sealed by a newer Annotator; update this one, then try again."
        )
    try:
        fernet = Fernet(_key(code, base64.urlsafe_b64decode(salt)))
        packed = fernet.decrypt(token.encode())
    except (InvalidToken, ValueError) as error:
        raise AnnotatorError(
            "This code does not open the key; see whether it is written as you were given it."
        ) from error
    return _unpacked(packed)


def _unpacked(packed: bytes) -> bytes:
    """Within a bound: whoever has the code may have sealed anything."""
    stream = zlib.decompressobj()
    try:
        text = stream.decompress(packed, _MOST_BYTES)
    except zlib.error as error:
        raise AnnotatorError("What was sealed cannot be read; ask for the lesson again.") from error
    if not stream.eof:
        raise AnnotatorError("What was sealed cannot be read; ask for the lesson again.")
    return text


def _key(code: str, salt: bytes) -> bytes:
    words = tidy_code(code)
    if not words:
        raise AnnotatorError("Type the code that opens the key.")
    key = hashlib.scrypt(words.encode(), salt=salt, n=_COST, r=8, p=1, maxmem=_MEMORY, dklen=32)
    return base64.urlsafe_b64encode(key)
