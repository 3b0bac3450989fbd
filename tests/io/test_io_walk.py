"""Finding files: order, links, hidden folders, exclusions, conflicts."""

from __future__ import annotations

import itertools
import os
import pickle
from pathlib import Path

import pytest

from normalize.errors import ConfigError, InputError, UnsupportedFormat
from normalize.io import FileRef, is_supported, walk
from normalize.io.formats import SUFFIXES
from normalize.io.refs import packed_refs


@pytest.fixture
def tree(tmp_path):
    """Make files by name below tmp_path/in and return the folder."""

    def build(*names: str):
        for name in names:
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
        return tmp_path / "in"

    return build


def relatives(listing):
    return [ref.relative for ref in listing.files]


def test_suffixes():
    packed = ("", ".gz", ".bz2", ".xz", ".zst")
    plain = (".txt", ".md", ".jsonl", ".ndjson", ".csv", ".tsv")
    assert set(SUFFIXES) == {suffix + z for suffix in plain for z in packed} | {
        ".parquet",
        ".warc",
        ".warc.gz",
        ".wet",
        ".wet.gz",
    }
    assert all(is_supported(f"a{suffix}") and is_supported(f"a{suffix.upper()}") for suffix in SUFFIXES)
    assert not any(map(is_supported, ["a", "a.gz", "a.json", "txt", ".txt", "a.txt.bak", "a.parquet.gz"]))


def test_recursive_and_sorted(tree):
    root = tree(
        "b.txt", "a/z.md", "a/b/c.jsonl.gz", "B.csv", "pic.png", "a/doc.pdf", ".git/x.txt", "a/.normalize/y.txt"
    )
    listing = walk([root])
    assert relatives(listing) == ["B.csv", "a/b/c.jsonl.gz", "a/z.md", "b.txt"]
    assert listing.files[1] == FileRef(root / "a/b/c.jsonl.gz", "a/b/c.jsonl.gz")
    assert list(listing.unsupported) == [str(root / "a/doc.pdf"), str(root / "pic.png")]
    assert listing.problems == ()


def test_a_folder_with_the_suffix_of_a_file(tree):
    assert relatives(walk([tree("a.txt/b.txt")])) == ["a.txt/b.txt"]


def test_named_files(tree):
    root = tree("a/x.txt", "a/y.txt")
    assert list(walk([root / "a/x.txt"]).files) == [FileRef(root / "a/x.txt", "x.txt")]


def test_the_order_of_paths_does_not_matter(tree):
    root = tree("a/x.txt", "b/y.txt", "a/sub/z.txt", "w.txt")
    paths = [root / "a", root / "b", root / "a/sub", root / "w.txt", root / "a/x.txt"]
    listings = {walk(order) for order in itertools.permutations(paths)}
    assert len(listings) == 1
    assert relatives(listings.pop()) == ["a/sub/z.txt", "a/x.txt", "b/y.txt", "w.txt"]


def test_a_hidden_folder_that_is_given_is_searched(tree):
    assert relatives(walk([tree(".hidden/x.txt") / ".hidden"])) == ["x.txt"]


def test_same_file_twice_counts_once(tree):
    root = tree("a/x.txt")
    assert relatives(walk([root, root / "a" / "x.txt", root / "." / "a" / ".." / "a" / "x.txt"])) == ["a/x.txt"]
    assert relatives(walk([root, root])) == ["a/x.txt"]


def test_several_folders_stay_apart(tree, monkeypatch):
    root = tree("a/x.txt", "b/x.txt", "b/deep/y.txt")
    assert relatives(walk([root / "a", root / "b"])) == ["a/x.txt", "b/deep/y.txt", "b/x.txt"]
    assert relatives(walk([root / "a", root / "b"], exclude=["/x.txt"])) == ["b/deep/y.txt"]
    assert relatives(walk([root])) == ["a/x.txt", "b/deep/y.txt", "b/x.txt"]
    monkeypatch.chdir(root / "a")
    assert relatives(walk([Path(), Path("../b")])) == ["a/x.txt", "b/deep/y.txt", "b/x.txt"]
    assert relatives(walk([Path(), Path("../a/x.txt")])) == ["x.txt"]


def test_two_inputs_with_one_output_name(tree):
    root = tree("a/x.txt", "b/x.txt", "b/a/y.txt")
    for one, other in (("a/x.txt", "b/x.txt"), ("a", "b/a")):
        with pytest.raises(InputError, match=rf"two inputs with one output name: .*{one} and .*{other}"):
            walk([root / one, root / other])
    listing = walk([root / "a/x.txt", root / "b/x.txt"], distinct=False)
    assert [ref.path for ref in listing.files] == [root / "a/x.txt", root / "b/x.txt"]


def test_links(tree, tmp_path):
    root = tree("real/x.txt", "real/deep/y.txt")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "o.txt").write_bytes(b"x")
    (root / "a-link").symlink_to(root / "real")
    (root / "a-link.txt").symlink_to(root / "real" / "x.txt")
    (root / "real" / "loop").symlink_to(root)
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "file.txt").symlink_to(tmp_path / "outside" / "o.txt")
    (root / ".hid").symlink_to(tmp_path / "outside")
    assert relatives(walk([root])) == ["out/o.txt", "real/deep/y.txt", "real/x.txt"]


def test_broken_links_and_pipes_are_problems(tree):
    root = tree("a.txt")
    (root / "gone.txt").symlink_to(root / "nowhere")
    (root / "self.txt").symlink_to(root / "self.txt")
    os.mkfifo(root / "pipe.txt")
    listing = walk([root])
    assert relatives(listing) == ["a.txt"]
    assert [(path.rsplit("/", 1)[1], message.split(":")[0]) for path, message in listing.problems] == [
        ("gone.txt", "broken link"),
        ("pipe.txt", "not a regular file"),
        ("self.txt", "broken link"),
    ]
    assert walk([root], exclude=["gone.txt", "self.txt", "pipe.txt"]).problems == ()


def test_an_unreadable_folder_is_a_problem_and_others_go_on(tree, monkeypatch):
    root = tree("a/x.txt", "b/y.txt")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = walk([root])
    assert relatives(listing) == ["b/y.txt"]
    assert listing.problems == ((str(root / "a"), "Permission denied"),)


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["*.md"], ["a/x.txt", "b/x.txt", "t.txt"]),
        (["a/"], ["b/x.md", "b/x.txt", "t.txt"]),
        (["/t.txt"], ["a/x.txt", "b/x.md", "b/x.txt"]),
        (["**/x.*", "!b/x.md"], ["b/x.md", "t.txt"]),
        (["*", "!t.txt"], ["t.txt"]),
        (["# comment", ""], ["a/x.txt", "b/x.md", "b/x.txt", "t.txt"]),
    ],
)
def test_exclude(patterns, left, tree):
    assert relatives(walk([tree("a/x.txt", "b/x.md", "b/x.txt", "t.txt")], exclude=patterns)) == left


def test_exclude_goes_for_named_files_and_unsupported_ones(tree):
    root = tree("a.txt", "b.png")
    assert walk([root, root / "a.txt"], exclude=["a.*", "*.png"]) == walk([])


def test_bad_exclude_pattern(tree):
    with pytest.raises(ConfigError, match="exclude: "):
        walk([tree("a.txt")], exclude=["!"])


def test_skip(tree, tmp_path):
    root = tree("a/x.txt", "out/x.txt", "out/deep/y.txt")
    assert relatives(walk([root], skip=[root / "a" / ".." / "out", tmp_path / "missing"])) == ["a/x.txt"]


def test_bad_paths(tree):
    root = tree("a.txt", "b.png")
    with pytest.raises(InputError, match="missing: cannot be read: No such file or directory"):
        walk([root, root / "missing"])
    with pytest.raises(UnsupportedFormat, match=r"b\.png: this file type is not read"):
        walk([root / "b.png"])
    os.mkfifo(root / "p.txt")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        walk([root / "p.txt"])


def test_empty(tmp_path):
    assert walk([tmp_path]) == walk([])


def test_the_order_is_that_of_whole_paths(tree):
    root = tree("a/x.txt", "a-b.txt", "a-b/x.txt", "a.txt", "a/b/c.txt", "a0.txt", "b.txt/x.txt")
    assert relatives(walk([root])) == sorted(relatives(walk([root])))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["in/*.txt"], ["b.txt", "x[1].txt"]),
        (["in/**/*.md"], ["a/deep/z.md", "a/y.md"]),
        (["in/?/*"], ["a/deep/z.md", "a/x.txt", "a/y.md"]),
        (["in/*.txt", "in/a/*.md"], ["a/y.md", "b.txt", "x[1].txt"]),
        (["in/*.txt", "in/a"], ["a/deep/z.md", "a/x.txt", "a/y.md", "b.txt", "x[1].txt"]),
        (["in/*.txt", "in"], ["a/deep/z.md", "a/x.txt", "a/y.md", "b.txt", "x[1].txt"]),
        (["in/x[1].txt"], ["x[1].txt"]),
    ],
)
def test_wildcards(asked, found, tree, monkeypatch, tmp_path):
    tree("a/x.txt", "a/y.md", "a/deep/z.md", "b.txt", "x[1].txt")
    monkeypatch.chdir(tmp_path)
    assert relatives(walk([Path(path) for path in asked])) == found


def test_wildcards_that_match_nothing(tree):
    with pytest.raises(InputError, match=r"\*\.md: matches no file"):
        walk([tree("a.txt") / "*.md"])


def test_folders_that_cannot_match_are_not_looked_at(tree, monkeypatch):
    root, seen, scandir = tree("a/x.txt", "b/deep/y.txt"), [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: seen.append(path.name) or scandir(path))
    assert relatives(walk([root / "a" / "*.txt"])) == ["x.txt"]
    assert relatives(walk([root / "*" / "*.txt"])) == ["a/x.txt"]
    assert seen == ["a", "in", "a", "b"]


def test_another_file_system(tree, monkeypatch):
    root, stat = tree("a/x.txt", "b/y.txt"), Path.stat

    def elsewhere(path, **named):
        found = list(stat(path, **named))
        if path.name == "b":
            found[2] += 1  # st_dev
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", elsewhere)
    assert relatives(walk([root])) == ["a/x.txt", "b/y.txt"]
    listing = walk([root], one_device=True)
    assert relatives(listing) == ["a/x.txt"]
    [(path, problem)] = listing.problems
    assert path.endswith("/b")
    assert "another file system" in problem


def test_long_lists_take_little_memory():
    count = 50_000
    names = (f"2021/{number // 1000}/article-{number:07}.txt" for number in range(count))
    refs = packed_refs(FileRef(Path("/data", name), name) for name in names)
    assert len(refs) == sum(1 for _ in refs) == count
    assert len(pickle.dumps(refs)) < 20 * count
    assert refs[count - 1] == FileRef(Path("/data/2021/49/article-0049999.txt"), "2021/49/article-0049999.txt")
    assert pickle.loads(pickle.dumps(refs)) == refs
