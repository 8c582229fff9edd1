"""What is kept between runs never changes a result: whole, damaged, or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base import cache as caching
from compare.base.cache import Cache, cache_folder, key_of


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.entry"))


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    """The second run finds what the first one made."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return 42

    for _ in range(2):
        assert Cache(tmp_path / "new").get(key_of("a"), make) == 42

    assert made == [1]
    assert len(entries(tmp_path / "new")) == 1


def test_without_a_folder_nothing_is_kept() -> None:
    """Every value is made."""
    made = [Cache().get(key_of("a"), lambda n=n: n) for n in (1, 2)]
    assert made == [1, 2]


@given(st.data())
def test_a_damaged_entry_is_made_anew(tmp_path_factory, data: st.DataObject) -> None:
    """Cut off, overwritten, empty or emptied of sense: it is passed over, and mended."""
    folder = tmp_path_factory.mktemp("damaged")
    Cache(folder).keep(key_of("a"), {"数": [1, 2, 3]})
    (path,) = entries(folder)
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(1, 255))
    damaged = data.draw(
        st.sampled_from(
            [
                b"",
                content[:at],
                content[:at] + bytes([content[at] ^ byte]) + content[at + 1 :],
                b"\x80\x04" + content,
            ]
        )
    )
    path.write_bytes(damaged)
    cache = Cache(folder)

    assert cache.find(key_of("a")) == (False, None)
    assert cache.get(key_of("a"), lambda: "new") == "new"
    assert Cache(folder).find(key_of("a")) == (True, "new")


def test_an_entry_of_somebody_else_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a shared folder, what another user left is as good as nothing."""
    Cache(tmp_path).keep(key_of("a"), 1)
    monkeypatch.setattr(caching.os, "getuid", lambda: 12345, raising=False)

    assert Cache(tmp_path).find(key_of("a")) == (False, None)


def test_a_folder_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    """One line; the run goes on without."""
    (tmp_path / "file").write_text("")
    told: list[tuple[Path, str]] = []
    cache = Cache(tmp_path / "file" / "in", say=lambda folder, why: told.append((folder, why)))

    assert [cache.get(key_of(n), lambda n=n: n) for n in range(3)] == [0, 1, 2]
    assert len(told) == 1
    assert told[0][0] == tmp_path / "file" / "in"


def test_the_entries_used_last_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that grows too large loses what was not used for longest."""
    monkeypatch.setattr(caching, "_MOST", 2000)
    cache = Cache(tmp_path)
    for n in range(5):
        cache.keep(key_of(n), "x" * 600)
        for path in entries(tmp_path):
            caching.os.utime(path, (n, n) if path.stem == key_of(n) else None)

    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 2000


def test_keys_follow_what_they_are_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another part, another cut between parts, another code: another key."""
    keys = {key_of("a", "b"), key_of("ab"), key_of("a", "b", ""), key_of("b", "a")}
    assert len(keys) == 4
    before = key_of("a")
    monkeypatch.setattr(caching, "code_digest", lambda: "other code")
    assert key_of("a") != before


def test_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The one named, else the variable's, else the system's."""
    monkeypatch.setenv("POLICY_COMPARE_CACHE", str(tmp_path / "a"))
    assert cache_folder("b") == Path("b")
    assert cache_folder() == tmp_path / "a"
    monkeypatch.delenv("POLICY_COMPARE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(caching.sys, "platform", "linux")
    assert cache_folder() == tmp_path / "policy-compare"
