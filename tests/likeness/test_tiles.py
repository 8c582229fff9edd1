"""compare.likeness.tiles: shared wording of two texts."""

from hypothesis import given
from hypothesis import strategies as st

from compare.likeness.tiles import SEED, Tile, longest, tile
from compare.text.fold import fold

COPY = "将适合就业的退役军人纳入全市职业技能培训政策和组织实施体系"


def runs(a, b):
    return [a[t.a_at : t.a_at + t.size] for t in tile(a, b)]


def test_same_text_is_one_tile():
    """A text shares all of itself, in one piece."""
    assert tile(COPY, COPY) == [Tile(0, 0, len(COPY))]


def test_exchanged_place_name_parts_a_run_in_two():
    """One exchanged character leaves the wording on both sides of it."""
    assert runs(COPY, COPY.replace("全市", "全州")) == [
        "将适合就业的退役军人纳入全",
        "职业技能培训政策和组织实施体系",
    ]


def test_moved_sentences_are_both_found():
    """Sentences that changed places are found, longest first taken."""
    a, b = "建立知识产权维权援助机制", "推行首席技师制度和企业新型学徒制"

    assert runs(a + b, b + a) == [a, b]


def test_short_runs_count_beside_a_tile_only():
    """A run below the seed is kept where an insertion cut it off, not where it stands alone."""
    assert runs("加大采购力度首购订购产品", "加大采购力度充分运用首购订购产品") == [
        "加大采购力度",
        "首购订购产品",
    ]
    assert (
        runs("为初创期企业提供公共技术检测等服务", "为初创期企业提供公共技术法律和检测等服务")[-1]
        == "检测等服务"
    )
    assert runs("推行首购", "实施首购") == []


def test_one_use_each():
    """A sentence that one text has twice and the other once is matched once."""
    assert len(tile(COPY, COPY + "。" + COPY)) == 1


def test_a_text_that_repeats_itself_is_still_one_run():
    """Two thousand characters of two are the same from end to end, though each seed stands a
    thousand times.
    """
    assert tile("减免" * 1000, "减免" * 1000) == [Tile(0, 0, 2000)]


def test_digits_matter():
    """The same sentence with another amount is not one run."""
    a, b = (fold(f"对新认定的众创空间一次性给予{n}万元奖补资金").text for n in (10, 30))

    assert longest(tile(a, b)) == len("对新认定的众创空间一次性给予")


@given(
    st.text(alphabet="市县创新券平台的", max_size=60),
    st.text(alphabet="市县创新券平台的", max_size=60),
)
def test_tiles_are_equal_in_both_and_never_overlap(a, b):
    """Whatever the texts: each tile is the same in both, and no character is used twice."""
    tiles = tile(a, b)

    used_a = [k for t in tiles for k in range(t.a_at, t.a_at + t.size)]
    used_b = [k for t in tiles for k in range(t.b_at, t.b_at + t.size)]
    assert all(a[t.a_at : t.a_at + t.size] == b[t.b_at : t.b_at + t.size] for t in tiles)
    assert longest(tiles) == longest(tile(a, b, grow=False))
    assert len(used_a) == len(set(used_a)) and len(used_b) == len(set(used_b))


@given(
    st.text(alphabet="市县创新券平", max_size=12),
    st.text(alphabet="市县创新券平", max_size=12),
    st.text(alphabet="机器人", min_size=SEED, max_size=20),
)
def test_longest_shared_run_is_never_missed(before, after, shared):
    """A run that only these two share is found whole."""
    a, b = before + shared + after, after + shared + before

    assert longest(tile(a, b)) >= len(shared)
