"""A function and an item → its result, in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def here(
    function: Callable[[Item], Result], item: Item, lost: Callable[[Item, str], Result] | None
) -> Result:
    """The result in this process; what the function raises is lost, unless nobody takes it."""
    if lost is None:
        return function(item)
    try:
        return function(item)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a panic of a native library is no Exception
        return lost(item, type(error).__name__)
