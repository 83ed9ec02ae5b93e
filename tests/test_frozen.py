"""Classes made here behave as the standard library's, and patterns as compiled ones."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re as standard

import pytest

from workbook_tool import frozen
from workbook_tool.patterns import re


@frozen.dataclass(frozen=True, slots=True)
class Ours:
    """A class made here."""

    name: str
    number: int = 3
    rows: list[int] = frozen.field(default_factory=list)
    kept: dict[str, int] = frozen.field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)

    @property
    def twice(self) -> int:
        return 2 * self.number


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same by the standard library."""

    name: str
    number: int = 3
    rows: list[int] = dataclasses.field(default_factory=list)
    kept: dict[str, int] = dataclasses.field(default_factory=dict, repr=False, compare=False)


@frozen.dataclass(frozen=True, slots=True)
class Longer(Ours):
    """A class with fields of another."""

    more: str = ""


@frozen.dataclass(frozen=True, slots=True)
class Nothing:
    """A class without fields."""


def test_values_look_and_compare_alike() -> None:
    assert repr(Ours("a")) == repr(Theirs("a")).replace("Theirs", "Ours")
    assert Ours("a") == Ours("a", kept={"x": 1}) != Ours("b")
    assert Ours("a") != Theirs("a")
    assert hash(Ours("a", rows=())) == hash(Theirs("a", rows=()))  # type: ignore[arg-type]
    assert hash(Nothing()) == hash(Nothing())
    assert Nothing() == Nothing()
    assert Ours("a", 4).twice == 8
    assert not hasattr(Ours("a"), "__dict__")
    match Ours("a", 5):
        case Ours(name, number):
            assert (name, number) == ("a", 5)


def test_what_may_not_be_is_refused() -> None:
    value = Ours("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        value.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del value.name
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
        Ours("a", other=1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Ours("a", -1)


def test_fields_of_another_class_come_first() -> None:
    value = Longer("a", 4, [1], {}, "b")
    assert (value.name, value.twice, value.more) == ("a", 8, "b")
    assert [field.name for field in dataclasses.fields(value)][-1] == "more"
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("replace", [frozen.replace, dataclasses.replace])
def test_values_are_replaced_copied_and_pickled(replace: object) -> None:
    value = Ours("a", rows=[1])
    assert callable(replace)
    assert replace(value, number=4) == Ours("a", 4, [1])
    assert replace(Theirs("a"), name="b") == Theirs("b")
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    assert dataclasses.astuple(value) == ("a", 3, [1], {})
    assert dataclasses.is_dataclass(Ours)


@frozen.dataclass(slots=True)
class Changing:
    """A class whose values change."""

    number: int = 1


@frozen.dataclass(frozen=True, slots=True, order=True)
class Ordered:
    """A class with an order."""

    year: int
    name: str = frozen.field(default="", compare=False)


def test_values_that_change_and_values_in_order() -> None:
    value = Changing()
    value.number = 2
    assert value == Changing(2)
    assert Changing.__hash__ is None
    assert dataclasses.replace(value, number=3) == Changing(3)
    assert sorted([Ordered(2), Ordered(1, "b")]) == [Ordered(1), Ordered(2)]
    assert Ordered(1) <= Ordered(1, "x") < Ordered(3)
    assert Ordered(3) > Ordered(2) >= Ordered(2)
    with pytest.raises(TypeError, match="not supported between"):
        assert Ordered(1) < 2  # type: ignore[operator]


def test_the_first_values_are_made_as_all_later_ones() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class Many:
        number: int
        rows: list[int] = frozen.field(default_factory=list)

    values = [Many(n) for n in range(12)] + [Many(number=n, rows=[n]) for n in range(12)]
    assert [value.number for value in values] == [*range(12), *range(12)]
    assert len({id(value.rows) for value in values}) == 24


def test_other_kinds_of_classes_are_the_standard_ones() -> None:
    @frozen.dataclass(frozen=True)
    class Whole:
        number: int = frozen.field(default=1)
        rows: list[int] = frozen.field(default_factory=list)

    assert Whole().__dict__ == {"number": 1, "rows": []}


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    pattern = re.compile("(A)+", re.IGNORECASE)
    assert not hasattr(pattern, "__wrapped__")
    found = pattern.fullmatch("aa")
    assert found
    assert found[1] == "a"
    assert pattern.pattern == "(A)+"
    assert pattern.sub("b", "xaax") == "xbx"
    assert pattern.groups == 1
    assert re.compile(pattern) is pattern
    assert re.escape("a.") == standard.escape("a.")
    with pytest.raises(standard.error):
        re.compile("(").match("")
