"""The Ray engine on a real cluster of two machines, both on this one, of which one is killed in the middle."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from operator import add
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray", reason="the extra [ray] is not installed")
from ray.cluster_utils import Cluster

from normalize.run.engines import Lost, cluster
from normalize.run.engines.cluster import OnRay
from normalize.run.engines.engine import AHEAD, AHEAD_SIZE

_STORE = 80 << 20  # bytes: about the least that Ray takes
_LARGE = 200_000  # bytes: more than Ray sends without its object store


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


def text(state: str, item: int) -> str:
    time.sleep(0.05)
    return f"{item}{state}"


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


def test_a_tree_merges_in_order_also_where_a_machine_is_lost(machines: Cluster, second: Any) -> None:
    seen: list[tuple[int, Lost | None]] = []

    def each(item: int, lost: Lost | None) -> None:
        seen.append((item, lost))
        if item == 6:
            machines.remove_node(second, allow_graceful=False)

    assert OnRay(1).fold(text, ",", range(40), add, each) == "".join(f"{item}," for item in range(40))
    assert seen == [(item, None) for item in range(40)]


def test_nothing_at_all(machines: Cluster) -> None:
    assert machines.address
    assert list(OnRay(1).map_ordered(text, "", [])) == []
    assert OnRay(1).fold(text, "", [], add, lambda item, lost: None) is None


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

    for _ in OnRay(1).map_ordered(text, "", items(), lambda _: size):
        taken += 1
    assert taken == 12
    assert most <= ahead <= 2 * most  # a machine that was killed just before may still be counted
