"""One item costs one result, whatever happens to the process that has it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from faults import DiesWhenUnpacked, Panic, doubled, doubled_or_worse, slow_first

from workbook_tool.engine import ALONE, FEW, Crew, run

HERE = Path(__file__).parent


def lost(item: object, reason: str) -> str:
    return f"{item}: {reason}"


def test_results_come_in_the_order_of_the_items() -> None:
    expected = tuple(range(0, 24, 2))
    assert run(slow_first, range(12), lost=lost, crew=Crew(2)) == expected
    assert run(slow_first, range(12), lost=lost, crew=ALONE) == expected


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("segfault", "died"),
        ("killed", "died"),
        ("leaves_at_once", "died"),
        ("hangs", "late"),
        ("panics", "Panic"),
        ("starves", "MemoryError"),
        ("asks_to_leave", "SystemExit"),
        ("cannot_be_sent", "TypeError"),
    ],
)
def test_a_worker_that_dies_costs_one_result(fault: str, reason: str) -> None:
    items = [1, 2, fault, 3, 4, 5]
    told = run(doubled_or_worse, items, lost=lost, crew=Crew(2, seconds=3))
    assert told == (2, 4, f"{fault}: {reason}", 6, 8, 10)


def test_every_worker_may_die_again_and_again() -> None:
    items = ["killed", 1, "killed", "killed", 2, "leaves_at_once", "killed", 3]
    told = run(doubled_or_worse, items, lost=lost, crew=Crew(2))
    assert [result for result in told if isinstance(result, int)] == [2, 4, 6]
    assert sum(str(result).endswith(": died") for result in told) == 5


@pytest.mark.parametrize("fault", ["panics", "starves", "asks_to_leave"])
def test_alone_an_exception_costs_one_result_too(fault: str) -> None:
    items = [1, fault, 2]
    alone = run(doubled_or_worse, items, lost=lost, crew=ALONE)
    assert alone == run(doubled_or_worse, items, lost=lost, crew=Crew(2))


def test_without_a_stand_in_an_exception_is_the_callers() -> None:
    with pytest.raises(Panic):
        run(doubled_or_worse, [1, "panics"])


def test_an_interruption_of_this_process_is_no_result() -> None:
    with pytest.raises(KeyboardInterrupt):
        run(doubled_or_worse, [1, "interrupted"], lost=lost, crew=ALONE)


def test_done_is_called_once_for_each_result() -> None:
    for crew in (ALONE, Crew(2)):
        calls: list[int] = []
        run(doubled_or_worse, [1, "killed", 2] if crew.workers == 2 else [1, 2, 3],
            lambda calls=calls: calls.append(1), lost=lost, crew=crew)  # fmt: skip
        assert len(calls) == 3


def test_no_item_is_no_process() -> None:
    assert run(doubled, [], lost=lost, crew=Crew(4)) == ()


def test_no_stand_in_is_not_waited_for() -> None:
    def refuses(item: object, reason: str) -> str:
        raise LookupError(f"{item}: {reason}")

    for crew in (ALONE, Crew(2)):
        with pytest.raises(LookupError, match=r"killed: died|panics: Panic"):
            run(doubled_or_worse, [1, "killed" if crew.workers == 2 else "panics", 2],
                lost=refuses, crew=crew)  # fmt: skip


def test_what_cannot_be_sent_to_a_worker_is_said_at_once() -> None:
    with pytest.raises(Exception, match=r"pickle|local"):
        run(lambda item: item, [1, 2], lost=lost, crew=Crew(2))
    told = run(doubled_or_worse, [1, lambda: None, 2], lost=lost, crew=Crew(2))
    assert (told[0], told[2]) == (2, 4)


def test_where_no_worker_comes_up_the_work_is_done_here() -> None:
    assert run(DiesWhenUnpacked(), [1, 2, 3], lost=lost, crew=Crew(2)) == (2, 4, 6)


def test_workers_are_silent(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(doubled_or_worse, ["talks", "talks"], lost=lost, crew=Crew(2)) == ("talked",) * 2
    assert capfd.readouterr() == ("", "")


def pools() -> list[Callable[[], Executor]]:
    return [
        lambda: ThreadPoolExecutor(2),
        lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
    ]


@pytest.mark.parametrize("pool", pools())
def test_an_executor_of_anybody_may_do_the_work(pool: Callable[[], Executor]) -> None:
    with pool() as executor:
        told = run(doubled_or_worse, [1, "panics", 2], lost=lost, crew=Crew(executor=executor))
    assert told == (2, "panics: Panic", 4)


def test_an_executor_that_breaks_costs_one_result() -> None:
    items = [*range(10), "killed", *range(10, 20)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        told = run(doubled_or_worse, items, lost=lost, crew=Crew(executor=executor))
    expected = [n * 2 for n in range(20)]
    assert told == (*expected[:10], "killed: died", *expected[10:])


def test_the_size_of_a_crew() -> None:
    assert Crew(0).size(FEW - 1) == 1
    assert Crew(0).size(FEW) >= 1
    assert Crew(3).size(2) == 2
    assert Crew(3).size(0) == 1
    assert ALONE.size(1000) == 1


PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
from faults import writes_its_id_and_hangs
from workbook_tool.engine import Crew, run
if __name__ == "__main__":
    run(writes_its_id_and_hangs, [sys.argv[1]] * 4, lost=print, crew=Crew(2))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as POSIX sends them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "ids").mkdir()
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    started = subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "ids")], env=env, stderr=subprocess.PIPE
    )
    wait_until(lambda: len(list((tmp_path / "ids").iterdir())) == 2)
    started.send_signal(how)
    started.wait(20)
    ids = [int(path.name) for path in (tmp_path / "ids").iterdir()]
    wait_until(lambda: not any(alive(worker) for worker in ids))
    interrupted = b"KeyboardInterrupt" in started.communicate()[1]
    assert interrupted is (how is signal.SIGINT)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z" if has_proc() else True


def has_proc() -> bool:
    return Path("/proc/self/stat").exists()


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
