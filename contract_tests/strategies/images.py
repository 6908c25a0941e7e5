"""Images in every form a request may hold, and strings that only look like one."""

import base64

# Real pictures of one grey pixel.
JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////"
    "////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAA"
    "AAAAAAAAAAD/2gAIAQEAAD8AP//Z"
)
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=="
GIF = "R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="
WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
# Their first bytes, which is what tells them.
BMP = base64.b64encode(b"BM" + bytes(56)).decode()
TIFF = base64.b64encode(b"II*\0\x08" + bytes(53)).decode()
CONTENT = {"jpeg": JPEG, "png": PNG, "gif": GIF}
# Formats that a page may name; what is sent in vain is one of the three above.
_BY_FORMAT = CONTENT | {"webp": WEBP, "bmp": BMP, "tiff": TIFF}
URL = "https://example.com/picture.jpg"
_ALL_FORMATS = ("jpeg", "png", "gif")


def data_url(content: str, kind: str = "image/jpeg") -> str:
    """A data URL around Base64."""
    return f"data:{kind};base64,{content}"


def allowed(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats that a parameter takes of which there are pictures here; empty ones are any."""
    return tuple(name for name in _BY_FORMAT if name in (formats or _ALL_FORMATS))


def good(formats: tuple[str, ...]) -> dict[str, str]:
    """Strings that are an image; ``formats`` are the allowed ones, empty for any."""
    strings = {
        "URL": URL,
        "URL in capitals": "HTTPS://EXAMPLE.COM/P.PNG",
        "URL without a path": "http://a",
        "URL beyond ASCII": "https://b\u00fccher.example/\U0001f600.jpg",
    }
    for name in allowed(formats):
        strings[f"{name} as Base64"] = _BY_FORMAT[name]
        strings[f"{name} as data URL"] = data_url(_BY_FORMAT[name], f"image/{name}")
    # The type that a data URL claims binds nothing, its content does (decisions 13 and 14).
    strings["data URL of another type"] = data_url(_BY_FORMAT[allowed(formats)[0]], "image/svg+xml")
    if not formats:
        strings["shortest Base64"] = "AA=="
    return strings


def bad(formats: tuple[str, ...]) -> dict[str, str]:
    """Strings that are no image for a parameter that takes ``formats``."""
    strings = {
        "prose": "a picture of a cat",
        "one letter": "a",
        "URL with a space beyond ASCII": "https://example.com/a\u3000b.jpg",
        "URL with a byte order mark": "https://example.com/a\ufeff.jpg",
        "URL with a line feed after it": "https://example.com/a.jpg\n",
        "another scheme": "ftp://example.com/p.jpg",
        "URL with a space": "https://example.com/a b.jpg",
        "URL of nothing": "https://",
        "Base64 without padding": "AAA",
        "Base64 with a line break": JPEG[:76] + "\n" + JPEG[76:],
        "URL-safe Base64": "_9j_4AAQ",
        "empty data URL": "data:image/png;base64,",
        "data URL of text": "data:text/plain;base64,AAAA",
        "path of a file": "./picture.jpg",
    }
    for name in _ALL_FORMATS:
        if formats and name not in formats:
            strings[f"{name} as Base64"] = CONTENT[name]
            strings[f"{name} as data URL"] = data_url(CONTENT[name], f"image/{name}")
    if formats:
        strings["Base64 of no image"] = base64.b64encode(b"no image at all").decode()
    return strings


def sized(size: int, name: str = "jpeg") -> str:
    """Base64 of ``size`` bytes that begin as an image of this format does."""
    head = base64.b64decode(_BY_FORMAT[name])[:24]
    return base64.b64encode(head + bytes(size - len(head))).decode()
