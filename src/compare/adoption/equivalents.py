"""Terms of Chinese policy texts that stand for the same thing, or for the local form of it.

A city seldom keeps the centre's name of an instrument: it executes it under its local name
(联席会议 as 领导小组) or in a newer wording (一网通办 for 一体化政务服务). Each line is one group;
every term of it may stand for every other.
The list is general vocabulary of the field, no match of certain texts; a term found through it
counts less than the term itself (`rules.ActionWeights.equivalent`).
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

GROUPS = tuple(
    tuple(line.split())
    for line in """
一体化政务服务 一网通办 网上政务服务 全程网办 一窗受理 最多跑一次
企业开办 开办企业 企业登记 商事登记
简易注销 注销便利 企业注销
负面清单 准入清单 禁止准入
事中事后监管 双随机 随机抽查 协同监管
信用监管 信用约束 联合惩戒 联合奖惩 失信惩戒
信用承诺 告知承诺 承诺制
数据共享交换 信息共享 数据共享 数据互通
公共数据 政府数据
数据开放 开放数据 数据资源开放
产业用地 用地政策 土地政策 使用土地
低效用地 低效土地 城镇更新
闲置土地 闲置用地 闲置房产 闲置厂房
税收优惠 税收减免 税费减免 减免税
减税降费 降税减费 税费减免
社保费率 社会保险费率 社会保险费
加计扣除 研发费用扣除
首购 首次采购 首台套采购
订购 定向采购
首台（套） 首台套 首批次
政府采购 政府购买
质押融资 质押贷款 质押登记
执法维权 司法保护 侵权 维权援助
知识产权运营 知识产权运用
离岗创业 离岗创办 停薪留职 在职创业
双聘 兼职 双向流动
职称评审 职称 职称评定 职称资格
创业导师 导师制 导师队伍
产教融合 校企合作 协同培养 协同育人
职业院校 职业学校 高职院校 技工院校
实习实训 实训基地 见习基地
返乡创业 返乡下乡 返乡入乡
创业担保贷款 小额担保贷款 创业贷款
职业培训机构 职业技能培训 技能培训 培训机构
海外人才 归国人才 外籍人才 留学人员
高层次人才 高端人才 领军人才
落户 户口 户籍
永久居留 居留许可
签证 出入境
子女入学 子女教育 子女就学
港澳 台港澳 港澳台
台湾 台湾同胞 台胞 台港澳 港澳台
女性 妇女 巾帼
联合体 创新联盟 战略联盟 产业联盟
专精特新 小巨人
共性技术 关键技术 核心技术攻关
概念验证 工程化验证 中试
孵化机构 孵化器 孵化载体
众创空间 星创天地 创客空间
优胜劣汰 淘汰 退出机制
公共服务平台 公共服务示范平台 综合服务平台
工匠工作室 大师工作室 劳模创新工作室 工匠创新
科技资源 科研设施 科研仪器 大型仪器
技术转移机构 技术交易机构 转移转化机构
奖补 补助 奖励 后补助
活动周 双创周
上云 云平台
普惠金融 小微金融
专营 专营机构 科技支行
引导基金 股权基金 投资基金
天使投资 天使基金
上市 挂牌 上市培育
发债 公司债 债券 债务融资
融资担保 担保机构 担保体系
保证保险 专利保险 科技保险
风险补偿 风险补助 风险分担 风险池
集聚区 聚集区
特色载体 创新创业载体
经济技术开发区 开发区 经开区
高新技术开发区 高新区
绿色通道 容缺受理 并联审批
国际化平台 国际合作平台
多双边 双边 多边
联席会议 领导小组 协调机制
信息通报 情况通报 通报制度
容错免责 容错纠错 尽职免责
有效衔接 协同衔接 衔接配套
统计指标 统计监测 统计制度
督查 督导 督促检查 跟踪问效
定期发布 按年度汇总 集中发布 网站发布
政策宣讲 政策解读 政策宣传
经验交流会 现场观摩 现场会
""".strip().splitlines()
)


@lru_cache(maxsize=4096)
def equivalents(cue: str) -> tuple[str, ...]:
    """Other terms for a cue, in the order written; a group also serves a cue at most three
    characters longer than its term.
    """
    out: list[str] = []
    for group in GROUPS:
        if any(term == cue or (term in cue and len(cue) - len(term) <= 3) for term in group):
            out.extend(term for term in group if term not in cue and cue not in term)
    return tuple(dict.fromkeys(out))


@lru_cache(maxsize=1)
def forms() -> dict[str, tuple[str, ...]]:
    """Forms that a policy may take (试点, 专项行动, 基金), each with the words that name it
    (``lexicon/forms.csv``).
    """
    text = (files("compare") / "lexicon" / "forms.csv").read_text(encoding="utf-8")
    return {row["form"]: tuple(row["named"].split()) for row in csv.DictReader(text.splitlines())}


def form_missing(action: str, sentence: str) -> bool:
    """Whether an action announces a form that the sentence does not name: the measure may be
    there, this action is not.

    Examples
    --------
    >>> form_missing("开展养老服务试点", "大力发展养老服务。")
    True
    >>> form_missing("开展养老服务试点", "养老服务先行先试。")
    False
    """
    return any(
        form in action and not any(word in sentence for word in named)
        for form, named in forms().items()
    )
