"""A ``multipart/form-data`` body with one file in it (RFC 7578), as browsers write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_LONGEST_NAME: Final = 200
_UNNAMED: Final = "file"
_SEPARATORS: Final = str.maketrans({"\\": "/"})


def multipart(
    field: str, name: str, content_type: str, content: bytes, token: Callable[[], str]
) -> tuple[bytes, str]:
    """The body, and the ``Content-Type`` that goes with it.

    Args:
        field: The form's field, plain ASCII.
        name: What the file is called; see `safe_name`.
        content_type: The type of the content.
        content: The file.
        token: A random text of letters and digits, another one at each call. Nothing of the
            content can pass for a boundary: one that stands in it is drawn again.
    """
    while (boundary := token()).encode() in content:
        pass
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="{field}"; filename="{safe_name(name)}"\r\n'
        f"Content-Type: {content_type}\r\n\r\n"
    )
    body = b"".join((head.encode(), content, f"\r\n--{boundary}--\r\n".encode()))
    return body, f"multipart/form-data; boundary={boundary}"


def safe_name(name: str) -> str:
    """A file name that ends no header and leads to no other folder.

    The last part of a path, without control characters; quotes are percent-encoded as HTML has it,
    all else outside ASCII stays and goes out as UTF-8. At most 200 code points, the end is kept.
    """
    last = name.translate(_SEPARATORS).rstrip("/").rpartition("/")[2]
    # Halves of surrogate pairs, as a file system may hand out, are no more printable than controls.
    plain = "".join(letter for letter in last if letter.isprintable()).strip()[-_LONGEST_NAME:]
    return plain.replace('"', "%22") if plain.strip(". ") else _UNNAMED
