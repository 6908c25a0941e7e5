"""The account behind the key: models on offer, the key itself, the balance."""

from __future__ import annotations

from typing import Any, cast

from ._runner_async import AsyncRunner
from ._runner_sync import SyncRunner
from ._spec import ACCOUNT
from .errors import UnexpectedResponseError
from .models import ModelEntry, ModelList


class Account:
    """``client.account``.

    Every method raises ``APIStatusError``, ``APIConnectionError`` or ``UnexpectedResponseError``
    when the service does not tell; nothing here costs money.
    """

    def __init__(self, runner: SyncRunner) -> None:
        self._runner = runner

    def models(self) -> list[ModelEntry]:
        """The models that the service offers, also those that this client does not know."""
        return _models(self._runner.read(ACCOUNT["models"]))

    def key_is_valid(self) -> bool:
        """Whether the service accepts the key; a wrong one is no error here."""
        return _validity(self._runner.read(ACCOUNT["apikey_validate"]))

    def balance(self) -> float:
        """The balance, in the account's currency."""
        return _balance(self._runner.read(ACCOUNT["team_balance"]))


class AsyncAccount:
    """The asyncio twin of `Account`."""

    def __init__(self, runner: AsyncRunner) -> None:
        self._runner = runner

    async def models(self) -> list[ModelEntry]:
        """The models that the service offers, also those that this client does not know."""
        return _models(await self._runner.read(ACCOUNT["models"]))

    async def key_is_valid(self) -> bool:
        """Whether the service accepts the key; a wrong one is no error here."""
        return _validity(await self._runner.read(ACCOUNT["apikey_validate"]))

    async def balance(self) -> float:
        """The balance, in the account's currency."""
        return _balance(await self._runner.read(ACCOUNT["team_balance"]))


def _models(answer: dict[str, Any]) -> list[ModelEntry]:
    if not isinstance(answer.get("models"), list):
        raise _odd(ACCOUNT["models"], "models")
    return ModelList.from_dict(answer).models


def _validity(answer: dict[str, Any]) -> bool:
    valid = _data(answer).get("is_valid")
    if not isinstance(valid, bool):
        raise _odd(ACCOUNT["apikey_validate"], "data.is_valid")
    return valid


def _balance(answer: dict[str, Any]) -> float:
    balance = _data(answer).get("balance")
    if isinstance(balance, bool) or not isinstance(balance, (int, float)):
        raise _odd(ACCOUNT["team_balance"], "data.balance")
    return balance


def _data(answer: dict[str, Any]) -> dict[str, Any]:
    data = answer.get("data")
    return cast("dict[str, Any]", data) if isinstance(data, dict) else {}


def _odd(path: str, member: str) -> UnexpectedResponseError:
    return UnexpectedResponseError(f"GET {path}: the answer does not hold {member}", status=200)
