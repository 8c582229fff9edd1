"""A study in a folder, small enough to decide about: two texts, one codebook, one theme."""

from pathlib import Path

from report_study import TEXTS

NUMBER = "国发〔2020〕1号"


def write(root: Path) -> Path:
    """Write it into `root`."""
    for name in ("texts", "templates", "codebooks"):
        (root / name).mkdir(parents=True)
    for doc_id, text in TEXTS.items():
        (root / "texts" / f"{doc_id}.txt").write_text(text, encoding="utf-8")
    (root / "documents.csv").write_text(
        "doc_id,file,region,province,issue_date,implements\n"
        f"alpha,alpha.txt,甲山市,样省,2020-05-01,{NUMBER}\n"
        "beta,beta.txt,乙水市,样省,2020-05-01,\n",
        encoding="utf-8",
    )
    (root / "templates" / "one.yaml").write_text(
        f"doc_number: {NUMBER}\ntitle: 国务院关于支持创业的意见\nlevel: national\ncomplete: true\n"
        "measures:\n"
        "- {'no': 1, section: 环境, heading: 放宽准入, evidence: official_text,\n"
        "   content: 让企业更容易登记。, actions: [{id: '1.1', action: 允许一照多址,\n"
        "   cues: [一照多址]}]}\n"
        "- {'no': 2, section: 人才, heading: 创业导师, evidence: official_text,\n"
        "   content: 请有经验者带新人。}\n",
        encoding="utf-8",
    )
    (root / "codebooks" / "themes.yaml").write_text(
        "title: t\nversion: '1'\nsettings: {most: 2}\ncodes:\n"
        "- {id: ENV, zh: 准入, en: Entry, definition: d, cues: [{weight: 3, match: [登记]}]}\n"
        "- {id: TAL, zh: 人才, en: Talent, definition: d, cues: [{weight: 3, match: [导师]}]}\n",
        encoding="utf-8",
    )
    return root
