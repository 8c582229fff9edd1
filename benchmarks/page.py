"""`python -m benchmarks.page`: the report page of a study of hundreds: its size, and how soon it
opens.

It invents studies of some texts that carry out one invented national text, in 16 provinces,
and a tenth that carry out nothing; makes tables, figures and page; and opens the page in Chromium,
three times each: until something is seen, and until it answers (the best counts), and the seconds
of the processor that the page's main thread took. With `--study` it takes folders of studies
instead; `--out` keeps studies, tables, figures and pages, and takes tables found there.

Of real clauses two pairs in a hundred have a cosine of 0.1 (pairs of characters), because measures
share the field's common words and little else. Every sentence therefore names five things out of
thousands; without them each clause would be a little like every other.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import shutil
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.synthetic import BODIES, ENDS, NUMERALS, OBJECTS, VERBS, WAYS

NATIONAL = "国发〔2014〕88号"
TITLE = "国务院关于推动高质量发展的意见"
PROVINCES = [
    "山西省", "辽宁省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省",
    "湖北省", "湖南省", "广东省", "四川省", "贵州省", "云南省", "青海省",
]  # fmt: skip
SYLLABLES = (
    "仓储冷链港航枢纽铁路桥梁隧道船舶发动机床轴承轮胎玻璃陶瓷水泥钢材铝铜镍锂电池光伏风储氢能煤炭油气"
    "管网灌溉粮棉果蔬茶药牧渔林竹木纸纱丝绸服装鞋帽玩具家电灯芯片传感屏幕雷达卫星导航算力云图语音影像"
    "诊疗护理疫苗血液康养托幼校舍图书馆剧院球场步道公园湿地河湖岸滩岛礁矿山尾砂废旧垃圾污泥噪声"
)
COINED = 40_000  # things that sentences name
MEASURES, SECTION = 24, 8
CODEBOOKS = Path(__file__).parents[1] / "data" / "codebooks"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
SEEN = """() => {
  const seen = performance.getEntriesByType("paint").find((e) => e.name.startsWith("first-con"));
  return [seen ? seen.startTime : NaN, window.answersAt];
}"""
# The page marks its body when everything stands and answers.
WATCH = """
const look = () => {
  if (document.body && "ready" in document.body.dataset) window.answersAt = performance.now();
  else setTimeout(look, 5);
};
look();
"""


def invent(folder: Path, texts: int) -> Path:
    """A study of one national text and `texts` others in `folder`."""
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    dice = random.Random(texts)
    above = [measure(dice) for _ in range(MEASURES)]
    places = [(f"c{k:03d}", f"第{k + 1}市", dice.choice(PROVINCES)) for k in range(texts)]
    rows = [("national", "national.txt", "国家", "", "national")]
    _write(folder, "national", TITLE, NATIONAL, "2014年11月1日", "国务院", above)
    for k, (name, place, province) in enumerate(places):
        share = dice.uniform(0.3, 0.9) if k % 10 else 0  # every tenth carries out nothing
        own = [reworded(dice, one) for one in above if dice.random() < share]
        own += [measure(dice) for _ in range(MEASURES - len(own) // 2)]
        day = f"{2015 + k % 8}年{k % 12 + 1}月{k % 28 + 1}日"
        why = f"为贯彻落实《{TITLE}》（{NATIONAL}），制定本意见。" if share else ""
        _write(folder, name, f"{place}人民政府实施意见", "", day, f"{place}人民政府", own, why)
        rows.append((name, f"{name}.txt", place, province, "city"))
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["doc_id", "file", "region", "province", "level"])
        writer.writerows(rows)
    shutil.copytree(CODEBOOKS, folder / "codebooks", dirs_exist_ok=True)
    return folder


def _things() -> list[str]:
    dice = random.Random(COINED)
    return ["".join(dice.sample(SYLLABLES, 4)) for _ in range(COINED)]


THINGS = _things()


def measure(dice: random.Random) -> list[str]:
    """Sentences of a measure, its heading first; they mean nothing."""
    heading = dice.choice(VERBS) + dice.choice(THINGS) + dice.choice(OBJECTS)
    return [heading, *(_sentence(dice) for _ in range(dice.randint(3, 6)))]


def reworded(dice: random.Random, one: list[str]) -> list[str]:
    """A measure as a city takes it over: some sentences its own, some left out."""
    kept = [_sentence(dice) if dice.random() < 0.5 else part for part in one[1:]]
    return [one[0], *kept[: dice.randint(2, len(kept))]]


def _sentence(dice: random.Random) -> str:
    end = dice.choice(ENDS).format(n=dice.randint(2, 900))
    named = "、".join(dice.sample(THINGS, 5))
    return f"{dice.choice(WAYS)}{dice.choice(VERBS)}{named}{dice.choice(OBJECTS)}，{end}。"


def _write(
    folder: Path, name: str, title: str, number: str, day: str, issuer: str,
    measures: list[list[str]], why: str = "",
) -> None:  # fmt: skip
    dice = random.Random(name)
    lines = [title, number, "各有关单位：", why]
    for n, (heading, *sentences) in enumerate(measures):
        if n % SECTION == 0:
            lines.append(f"{NUMERALS[n // SECTION]}、{dice.choice(VERBS)}{dice.choice(OBJECTS)}")
        lead, help_ = dice.sample(BODIES, 2)
        label = f"（{NUMERALS[n % SECTION]}）{heading}。"
        lines.append(f"{label}{''.join(sentences)}（{lead}牵头，{help_}配合）")
    text = "\n".join(line for line in [*lines, issuer, day] if line)
    (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")


def make(study: Path, out: Path) -> dict[str, float]:
    """Tables, figures and page of `study`; seconds of the processor for each. Tables that stand in
    `out` are taken: their seconds are not known then.
    """
    from compare import schema
    from compare.figures.spec import all_figures
    from compare.paper.kit import write_figures
    from compare.report import write_report
    from compare.report.drawn import page_figures, remembering
    from compare.study.read import read_study
    from compare.tables import build_tables

    since = time.process_time()
    corpus = read_study(study)
    kept = out / "tables.pickle"
    tables = pd.read_pickle(kept) if kept.is_file() else build_tables(corpus)
    taken = {"texts": len(corpus.documents), "clauses": len(corpus.clauses)}
    taken["counterparts"] = len(schema.counterparts(tables["pairs"]))
    taken["tables"] = math.nan if kept.is_file() else time.process_time() - since
    out.mkdir(parents=True, exist_ok=True)
    pd.to_pickle(tables, kept)
    since = time.process_time()
    specs = [remembering(spec) for spec in all_figures()]
    write_figures(corpus, tables, out / "figures", specs=specs, langs=("zh", "en"))
    taken["figures"], since = time.process_time() - since, time.process_time()
    shown = page_figures(corpus, tables, out / "figures", specs=specs)
    page = write_report(corpus, tables, out / "index.html", figures=shown)
    taken["page"] = time.process_time() - since
    taken["size"] = page.stat().st_size / 1e6
    return taken


def opening(page: Path, times: int = 3) -> tuple[float, float, float]:
    """Seconds until something is seen, until the page answers, and of the processor that the main
    thread took until then: the best of some.
    """
    from playwright import sync_api as api

    path = next(path for path in BROWSERS if Path(path).exists())
    found = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            view = context.new_page()
            view.add_init_script(WATCH)
            thread = context.new_cdp_session(view)
            thread.send("Performance.enable", {"timeDomain": "threadTicks"})
            view.goto(page.as_uri())
            view.wait_for_function("() => window.answersAt > 0")
            told = thread.send("Performance.getMetrics")["metrics"]
            busy = {one["name"]: one["value"] for one in told}["TaskDuration"]
            view.wait_for_timeout(200)
            seen, answers = view.evaluate(SEEN)
            found.append((seen / 1000, answers / 1000, busy))
            context.close()
        browser.close()
    seen, answers, busy = zip(*found, strict=True)
    return min(seen), min(answers), min(busy)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--texts", type=int, nargs="*", default=[30, 100, 300])
    parser.add_argument("--study", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, help="keep studies and pages in this folder")
    arguments = parser.parse_args()
    print("| texts | clauses | counterparts | tables, CPU s | figures, CPU s | page, CPU s "
          "| page, MB | opens, CPU s | seen, s | answers, s |")  # fmt: skip
    print("|" + "---:|" * 10)
    with tempfile.TemporaryDirectory() as name:
        out = arguments.out or Path(name)
        studies = arguments.study or [invent(out / f"study-{n}", n) for n in arguments.texts]
        for study in studies:
            taken = make(study, out / f"report-{study.name}")
            seen, answers, busy = opening(out / f"report-{study.name}" / "index.html")
            cells = [f"{taken[key]:,}" for key in ("texts", "clauses", "counterparts")]
            cells += [f"{taken[key]:.1f}" for key in ("tables", "figures", "page", "size")]
            print("|", " | ".join([*cells, *(f"{n:.2f}" for n in (busy, seen, answers))]), "|")


if __name__ == "__main__":
    main()
