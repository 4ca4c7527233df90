"""Case files for the page tests, from an ordinary one to a hostile one, and pages made of them."""

from datetime import date
from pathlib import Path

from openrsd.cli.page import screening_page
from openrsd.cli.screened import Screened
from openrsd.determination.casefile import read_case
from openrsd.determination.report import person_report
from openrsd.law.documents import read_document
from openrsd.law.loader import shipped_corpus

EXAMPLES = Path(__file__).parents[2] / "examples"

OPEN_CASE = """
title: A woman from the north
date: 2026-11-20
asylum: CHN
origin: PRK
claims:
  - {id: return, title: Detention after forced return, kind: punishment-on-return}
destinations: [PRK, KOR]
facts: {exit-permission: "no", trafficked: "yes"}
findings:
  outside-country: yes
  objective-risk:
    {value: yes, harm: return, reasons: Others were detained., citations: [Interview 1 answer 31],
     by: officer 7, on: 2026-11-18}
  serious-harm: {value: unresolved, harm: return, reasons: Two accounts differ.}
"""

REFUSED = """
kind: published-decision
date: 2019-05-02
asylum: AUS
origin: GEO
claims: [{id: debt, title: Threats by creditors}]
destinations: [GEO]
findings:
  outside-country: yes
  well-founded-fear: {value: no, reasons: No longer sought.}
  nr-art33: no
  nr-cat3: no
  nr-iccpr: no
  nr-cped: no
  nr-regional: no
  nr-chain: no
  nr-child: no
  nr-pending-claim: no
"""

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
BREAKOUT = "</style></title><svg onload=alert(3)>{{ 7*7 }}{% raw %}"
TURNED = "\u202egnihtemos"
HOSTILE = f"""
title: '{SCRIPT}{IMAGE}'
summary: '{BREAKOUT}'
citation: "https://example.org/tracker.png {TURNED}"
date: 2024-01-01
asylum: KEN
position: {{korean-nationality: gp-2014}}
persons:
  - id: 'mother{SCRIPT}'
    name: 'Amal <b>bold</b> أمل'
    hypotheses:
      - {{id: eri, title: '{SCRIPT}', nationality: ERI}}
      - {{id: eth, nationality: ETH}}
    claims: [{{id: 'h<1>', country: ERI, title: '{IMAGE}'}}]
    findings:
      outside-country: {{value: yes, reasons: '{SCRIPT}', citations: ['{IMAGE}'], by: '{SCRIPT}'}}
  - id: child
    name: {"A" * 120}
    origin: ERI
    principal: 'mother{SCRIPT}'
    claims: [service]
"""


def screened(text: str, name: str = "case.yaml") -> Screened:
    """One case file screened under the shipped law."""
    document = read_document(text.encode(), name)
    case = read_case(document, shipped_corpus(), date.today())  # noqa: DTZ011
    determinations = tuple(case.determine())
    reports = tuple(person_report(determination) for determination in determinations)
    return Screened(name, case, determinations, reports)


def page(*texts: str) -> str:
    """The page of these case files."""
    return screening_page([screened(text, f"case-{n}.yaml") for n, text in enumerate(texts)])


def examples() -> list[Screened]:
    """Every shipped example."""
    return [
        screened(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(EXAMPLES.rglob("*.yaml"))
    ]
