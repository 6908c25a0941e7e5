"""Headings and labels of the docs site, in the languages in which such sites are shown.

Where a language is not here, the readers go by shape: a head is a name above a type, a bound is a
bound whatever stands before it.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split(","))


BODY = _words(
    """
    body, request body, body parameters, parameters, request
    parameters, 请求体, 请求参数, 请求正文, 主体, 正文, 参数, ボディ, リクエストボディ,
    本文, 본문, 요청 본문, cuerpo, cuerpo de la solicitud, corps,
    corps de la requête, anfragetext, rumpf, anfrage, corpo,
    corpo da requisição, тело, тело запроса
    """
)
AUTH = _words(
    """
    authorizations, authorization, authentication, 授权, 认证,
    身份验证, 鉴权, 認証, 인증, autorizaciones, autorización,
    autenticación, autorisations, authentification,
    autorisierung, autorisierungen, authentifizierung,
    autorizações, autenticação, авторизация, авторизации,
    headers, 请求头
    """
)
RESPONSE = _words(
    """
    response, responses, 响应, 返回, 响应参数, 返回值, レスポンス, 応答, 응답,
    respuesta, respuestas, réponse, réponses, antwort,
    antworten, resposta, respostas, ответ, ответы
    """
)
EXAMPLE = _words(
    """
    example, examples, 示例, 例子, 例, 예시, 예, ejemplo, ejemplos,
    exemple, exemples, beispiel, beispiele, exemplo, exemplos,
    пример, примеры
    """
)
OPTIONS = _words(
    """
    available options, allowed values, options, possible
    values, allowed value, 可用选项, 可选值, 枚举值, 選択肢, 利用可能なオプション, 사용
    가능한 옵션, opciones disponibles, options disponibles,
    verfügbare optionen, opções disponíveis, доступные
    варианты
    """
)
REQUIRED = _words(
    """
    required, 必填, 必需, 必須, 필수, requerido, obligatorio, requis,
    obligatoire, erforderlich, obrigatório, обязательно,
    обязательный
    """
)
OPTIONAL = _words(
    """
    optional, 可选, 任意, 선택, opcional, facultatif, optionnel,
    необязательно
    """
)
OTHER_FLAGS = _words(
    """
    deprecated, read-only, write-only, nullable, body, 已弃用, 只读
    """
)
# Of these a person should know.
NOTABLE = _words(
    """
    deprecated, nullable, 已弃用
    """
)
PLACES = _words(
    """
    header, query, path, cookie, 请求头
    """
)
DEFAULT = re.compile(
    r"(?:default|默认|默认值|デフォルト|기본값|predeterminado|par défaut|défaut|standard|padrão|"
    r"по умолчанию)\s*:\s*(.*)",
    re.IGNORECASE,
)
CHILDREN = re.compile(
    r"(?:show|hide)\s+(?:child\s+)?(?:attributes|properties)|(?:显示|隐藏)子属性", re.IGNORECASE
)
LEAST = re.compile(
    r"\bmin(?:imum|imal|\.|\b)|at least|最小|最少|至少|最短|mínim|mindest|минимальн|최소",
    re.IGNORECASE,
)
MOST = re.compile(
    r"\bmax(?:imum|imal|\.|\b)|at most|up to|最大|最多|至多|最长|máxim|höchst|максимальн|최대",
    re.IGNORECASE,
)
MULTIPLE = re.compile(r"multiple|倍数|múltiplo|vielfach|кратн|배수", re.IGNORECASE)
PATTERN = re.compile(
    r"(?:matching )?pattern|正则|模式|パターン|patrón|motif|muster|шаблон", re.IGNORECASE
)
OF_STRING = re.compile(r"string|字符|文字|cadena|chaîne|zeichen|строк|문자", re.IGNORECASE)
OF_ARRAY = re.compile(r"array|数组|配列|elements?|arreglo|tableau|liste|массив|배열", re.IGNORECASE)

_LENGTH = re.compile(
    r"length|size|count|number of|长度|长|数量|長さ|longitud|longueur|länge|comprimento|длин|길이",
    re.IGNORECASE,
)


def is_length_label(text: str) -> bool:
    """Whether a label speaks of a length: it does, or it says of what and which end."""
    if _LENGTH.search(text):
        return True
    of_what = OF_STRING.search(text) or OF_ARRAY.search(text)
    return bool(of_what or LEAST.search(text) or MOST.search(text)) and not text.isascii()


def is_label(text: str, words: frozenset[str]) -> bool:
    """Whether a line is one of these words, whatever its case, marks and colon."""
    return text.strip(" #*:.-\u200b").lower() in words
