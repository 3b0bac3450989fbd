"""The Ray engine on a real cluster of two machines, both on this one, of which one is killed in the middle."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from operator import add
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray", reason="the extra [ray] is not installed")
from ray.cluster_utils import Cluster

from normalize.errors import ConfigError, WorkerError
from normalize.run.engines import Engine, Here, Keeps, Lost, cluster
from normalize.run.engines.cluster import OnRay
from normalize.run.engines.engine import AHEAD, AHEAD_SIZE
from normalize.run.file_report import FileReport
from normalize.run.folder_run import FolderRun, Order
from normalize.run.listener import Listener
from normalize.settings.config import Config
from normalize.settings.settings import settings_of

_STORE = 80 << 20  # bytes: about the least that Ray takes
_LARGE = 150_000  # bytes: more than Ray sends without its object store


@pytest.fixture(scope="module")
def machines() -> Iterator[Cluster]:
    """A head node and a worker node with a CPU each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))  # what the workers run is in this file
        started = Cluster(
            initialize_head=True,
            head_node_args={"num_cpus": 1, "object_store_memory": _STORE, "include_dashboard": False},
        )
        patch.setenv("RAY_ADDRESS", started.address)
        yield started
        import ray

        ray.shutdown()
        started.shutdown()


@pytest.fixture
def second(machines: Cluster) -> Iterator[Any]:
    """The node to be killed."""
    node = machines.add_node(num_cpus=1, object_store_memory=_STORE)
    yield node
    if node in machines.worker_nodes:
        machines.remove_node(node, allow_graceful=False)


def large(state: str, item: int) -> str:
    time.sleep(0.05)
    return f"{state}{item}".rjust(_LARGE, ".")


def killing(state: int, item: int) -> int:
    if item == state:
        os.kill(os.getpid(), signal.SIGKILL)
    if item < 0:
        raise ValueError("less than nothing")
    return item


def test_a_machine_that_is_lost_changes_no_answer(machines: Cluster, second: Any) -> None:
    engine = OnRay(1)
    assert engine.workers == 2
    found = []
    for answer in engine.map_ordered(large, "a", range(24)):
        found.append(answer)
        if len(found) == 4:
            machines.remove_node(second, allow_graceful=False)
    assert found == [f"a{item}".rjust(_LARGE, ".") for item in range(24)]


def in_two(state: str, item: int) -> tuple[int, str]:
    return item, large(state, item)


def test_what_stays_in_the_cluster_is_merged_in_order_also_where_a_machine_is_lost(
    machines: Cluster, second: Any
) -> None:
    engine = OnRay(1)
    assert isinstance(engine, Keeps)
    tree = engine.tree(add)
    for number, answer in enumerate(engine.map_apart(in_two, "b", range(40))):
        assert not isinstance(answer, Lost)
        assert answer[0] == number
        tree.add(answer[1])
        if number == 6:
            machines.remove_node(second, allow_graceful=False)
    assert tree.result() == "".join(large("b", item) for item in range(40))


def test_nothing_at_all(machines: Cluster) -> None:
    assert machines.address
    assert list(OnRay(1).map_ordered(large, "", [])) == []
    assert OnRay(1).tree(add).result() is None


def test_what_kills_its_worker_each_time_is_lost_alone(machines: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machines.address
    monkeypatch.setattr(cluster, "_RETRIES", 1)
    found = list(OnRay(1).map_ordered(killing, 2, range(5)))
    assert isinstance(found[2], Lost)
    assert "the worker died, each of 2 times" in found[2].reason
    assert [one for one in found if not isinstance(one, Lost)] == [0, 1, 3, 4]


def test_an_exception_reaches_the_caller(machines: Cluster) -> None:
    assert machines.address
    with pytest.raises(ValueError, match="less than nothing"):
        list(OnRay(1).map_ordered(killing, 9, [1, -1, 2]))


@pytest.mark.parametrize(("size", "most"), [(1, AHEAD), (AHEAD_SIZE, 1)])
def test_no_more_is_read_ahead_than_said(machines: Cluster, size: int, most: int) -> None:
    assert machines.address
    given = taken = ahead = 0

    def items() -> Iterator[int]:
        nonlocal given, ahead
        for item in range(12):
            given += 1
            ahead = max(ahead, given - taken)
            yield item

    for _ in OnRay(1).map_ordered(large, "", items(), lambda _: size):
        taken += 1
    assert taken == 12
    assert most <= ahead <= 2 * most  # a machine that was killed just before may still be counted


class _Killing(Listener):
    """Kills a machine as soon as a few files are done."""

    def __init__(self, machines: Cluster, node: Any) -> None:
        self._machines, self._node, self._done = machines, node, 0

    def found(self, report: FileReport) -> None:
        self._done += 1
        if self._done == 6:
            self._machines.remove_node(self._node, allow_graceful=False)


def made(folder: Path, name: str, engine: Engine, listener: Listener) -> dict[str, bytes]:
    """What a run over the folder `news` writes, its journal included."""
    config = Config(glossary=("afghanistan",), no_translate=True)
    order = Order([folder / "news"], config, folder / name)
    FolderRun(order, settings_of(config), engine, listener).go()
    return {
        str(path.relative_to(folder / name)): path.read_bytes() for path in (folder / name).rglob("*") if path.is_file()
    }


def test_a_run_on_a_cluster_that_loses_a_machine_is_that_of_one_process(
    machines: Cluster, second: Any, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    for number in range(40):
        text = f"Ahmed Massoud of the FNR is in Panchir, said no. {number}.\nNational Resistance Front (FNR)\n"
        (tmp_path / "news" / f"{number:02}.txt").write_text(text, encoding="utf-8")
    records = "".join(f'{{"text":"The {number}th day in Pandjchir."}}\n' for number in range(3000))
    (tmp_path / "news" / "wire.jsonl").write_text(records, encoding="utf-8")  # is cut into parts
    on_cluster = made(tmp_path, "cluster", OnRay(1), _Killing(machines, second))
    assert second not in machines.worker_nodes
    assert on_cluster == made(tmp_path, "here", Here(), Listener())
    assert b"Panjshir" in on_cluster["39.txt"]


def test_a_machine_too_busy_for_ray_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def init(self, address: str, **given: Any) -> None:
            raise ConnectionError if address == "auto" else Exception("The node timed out during startup.\nMore.")

    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    with pytest.raises(WorkerError, match=r"could not be started here \(The node timed out during startup\.\)"):
        cluster._connect(Busy(), 1)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("127.0.0.1:{}", "a Ray cluster that cannot be reached: 127.0.0.1:"),
        ("127.0.0.1:99999999999", "cannot be reached"),
        ("no host:6379", "cannot be reached"),
        ("ray://127.0.0.1:10001", "Ray Client is not supported"),
    ],
)
def test_a_cluster_that_is_not_there_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    class Asked:
        def init(self, address: str, **given: Any) -> None:
            pytest.fail("Ray was asked, which tries for minutes")

    with socket.socket() as taken:  # and does not listen
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("RAY_ADDRESS", address.format(taken.getsockname()[1]))
        with pytest.raises(ConfigError, match=message):
            cluster._connect(Asked(), 1)
