"""Frozen slotted dataclasses whose making costs a fifteenth of the standard library's.

A command meets a hundred classes before it does anything, and `dataclasses` takes 0.6 ms for each
(docs/decisions/0011). Type checkers see the standard library's own (`frozen.pyi`); what is made
here answers to `dataclasses.replace`, `fields` and `is_dataclass`, to `copy`, `pickle`, `match`.
"""

from __future__ import annotations

import operator
from operator import attrgetter

_MADE_HERE = frozenset({"frozen", "slots", "order"})
_FEW = 8
"""So many values of a class are made without an `__init__` of its own, which costs as much."""
_ABSENT = object()
_LEFT_OUT = ("__dict__", "__weakref__")


class _Field:
    __slots__ = ("compare", "default", "factory", "repr")

    def __init__(self, default=_ABSENT, factory=None, repr=True, compare=True):
        self.default, self.factory = default, factory
        self.repr, self.compare = repr, compare


def field(*, default=_ABSENT, default_factory=None, repr=True, compare=True):
    """`dataclasses.field` for the keys that this package uses."""
    return _Field(default, default_factory, repr, compare)


def dataclass(**how):
    """`dataclasses.dataclass`, made here when it is slotted."""
    if how.get("slots") and how.keys() <= _MADE_HERE:
        return lambda cls: _made(cls, how.get("frozen"), how.get("order"))
    return lambda cls: _standard(cls, how)


def replace(value, /, **changes):
    """`dataclasses.replace`."""
    kind = value.__class__
    names = kind.__dict__.get("__frozen_fields__")
    if names is None:
        from dataclasses import replace as standard

        return standard(value, **changes)
    for name in names:
        if name not in changes:
            changes[name] = getattr(value, name)
    return kind(**changes)


def _standard(cls, how):
    import dataclasses

    for name, spec in list(cls.__dict__.items()):
        if isinstance(spec, _Field):
            setattr(cls, name, _standard_field(spec))
    return dataclasses.dataclass(**how)(cls)


def _standard_field(spec):
    import dataclasses

    own = {"repr": spec.repr, "compare": spec.compare}
    if spec.factory:
        own["default_factory"] = spec.factory
    elif spec.default is not _ABSENT:
        own["default"] = spec.default
    return dataclasses.field(**own)


def _made(cls, frozen, order):
    members = dict(cls.__dict__)
    inherited, own = {}, {}
    for base in reversed(cls.__mro__[1:]):
        inherited |= base.__dict__.get("__frozen_fields__", {})
    for name in members.get("__annotations__", {}):
        told = members.pop(name, _ABSENT)
        own[name] = told if isinstance(told, _Field) else _Field(told)
    fields = {**inherited, **own}
    names = tuple(fields)
    for name in _LEFT_OUT:
        members.pop(name, None)
    methods = {
        "__match_args__": names,
        "__frozen_fields__": fields,
        "__dataclass_fields__": _Lazily("__dataclass_fields__"),
        "__dataclass_params__": _Lazily("__dataclass_params__"),
        "__init__": _first_init,
        "__repr__": _repr,
        "__eq__": _equals(names, fields),
        "__hash__": _hash(names, fields) if frozen else None,
        "__reduce__": _reduce,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_to_assign, "__delattr__": _refuse_to_delete}
    if order:
        key = _key(names, fields)
        methods |= {f"__{how}__": _compares(key, how) for how in ("lt", "le", "gt", "ge")}
    slots = tuple(name for name in own if name not in inherited)
    return type(cls)(cls.__name__, cls.__bases__, {**methods, **members, "__slots__": slots})


def _first_init(self, *given, **named):
    """Makes the first values of a class by the names of its fields, then writes its __init__."""
    cls = type(self)
    made = _counts.get(cls, 0)
    if made < _FEW and _filled(self, cls.__frozen_fields__, given, named):
        _counts[cls] = made + 1
        if hasattr(cls, "__post_init__"):
            self.__post_init__()
        return
    cls.__init__ = _written_init(cls)
    cls.__init__(self, *given, **named)


_counts = {}


def _filled(value, fields, given, named):
    """Set every field of a new value; False where the arguments are not what they should be."""
    told = dict(zip(fields, given, strict=False))
    if len(given) > len(fields) or any(name in told or name not in fields for name in named):
        return False
    told |= named
    for name, spec in fields.items():
        if name not in told:
            if spec.factory is None and spec.default is _ABSENT:
                return False
            told[name] = spec.factory() if spec.factory else spec.default
    for name in fields:
        getattr(type(value), name).__set__(value, told[name])
    return True


def _written_init(cls):
    known, arguments, body = {"_absent": _ABSENT}, [], []
    for name, spec in cls.__frozen_fields__.items():
        known[f"_set_{name}"] = getattr(cls, name).__set__
        value, argument = name, name
        if spec.factory:
            known[f"_make_{name}"] = spec.factory
            argument = f"{name}=_absent"
            value = f"_make_{name}() if {name} is _absent else {name}"
        elif spec.default is not _ABSENT:
            known[f"_default_{name}"] = spec.default
            argument = f"{name}=_default_{name}"
        arguments.append(argument)
        body.append(f" _set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    text = f"def __init__(self, {', '.join(arguments)}):\n" + "\n".join(body or [" pass"])
    exec(text, known)
    init = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _repr(self):
    cls = type(self)
    told = (f"{n}={getattr(self, n)!r}" for n, f in cls.__frozen_fields__.items() if f.repr)
    return f"{cls.__qualname__}({', '.join(told)})"


def _key(names, fields):
    compared = [name for name in names if fields[name].compare]
    return attrgetter(*compared) if compared else lambda _: ()


def _equals(names, fields):
    key = _key(names, fields)

    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return key(self) == key(other)
        return NotImplemented

    return __eq__


def _compares(key, how):
    compare = getattr(operator, how)

    def ordered(self, other):
        if other.__class__ is self.__class__:
            return compare(key(self), key(other))
        return NotImplemented

    return ordered


def _hash(names, fields):
    key = _key(names, fields)

    def __hash__(self):
        return hash(key(self))

    return __hash__


def _refuse_to_assign(self, name, value):
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self, name):
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduce(self):
    cls = type(self)
    return cls, tuple(getattr(self, name) for name in cls.__frozen_fields__)


class _Lazily:
    """What `dataclasses` asks a class for, made when it does."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __get__(self, value, owner):
        import dataclasses

        specs = owner.__frozen_fields__.items()
        hints = {n: hint for c in reversed(owner.__mro__) for n, hint in _hints(c).items()}
        rows = [(name, hints[name], _standard_field(spec)) for name, spec in specs]
        twin = dataclasses.make_dataclass(owner.__name__, rows, frozen=True)
        return getattr(twin, self.name)


def _hints(cls):
    return cls.__dict__.get("__annotations__", {})
