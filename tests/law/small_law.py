"""A small sound law in a folder of its own, from which a test spoils one thing."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.corpus import Corpus
from openrsd.law.loader import load_corpus

ELEMENTS = """\
elements:
  - id: outside
    title: Outside
    question: Is the person outside the country?
    scope: person
    stage: identity
    standard: sp-fact
    sources: [{work: hb, at: para 87}]
  - id: departed
    title: Departed
    question: Has the person left?
    scope: person
    stage: facts
    derived:
      - {when: {fact: left-country, is: "yes"}, gives: "yes", because: the person left}
    sources: [{work: hb}]
  - id: fear
    title: Fear
    question: Is the fear well-founded?
    scope: harm
    stage: inclusion
    combine: {all: [risk, ground]}
    sources: [{work: hb}]
  - {id: risk, title: R, question: R?, scope: harm, stage: inclusion, sources: [{work: hb}]}
  - {id: ground, title: G, question: G?, scope: harm, stage: inclusion, sources: [{work: hb}]}
  - id: alternative
    title: Alternative
    question: Is there a safe place?
    scope: country
    stage: alternative
    burden: authority
    opens: {indicator: alternative-opened}
    combine: {some: area, of: safe}
    sources: [{work: hb}]
  - {id: safe, title: S, question: S?, scope: area, stage: alternative, sources: [{work: hb}]}
  - id: danger
    title: Danger on return
    question: D?
    scope: destination
    stage: removal
    sources: [{work: hb}]
"""
INSTRUMENTS = """\
instruments:
  - id: convention
    title: Convention
    summary: Who is a refugee.
    kind: refugee-definition
    sources: [{work: hb}]
    applies: {asylum: [KOR, CHN]}
    roots:
      preconditions: {all: [outside, departed]}
      inclusion: {some: harm, of: fear}
      bars: [alternative]
  - id: return-ban
    title: Ban on return
    summary: Who may not be returned.
    kind: removal
    sources: [{work: hb}]
    applies: {parties-to: treaty}
    roots: {removal: danger}
warnings:
  - id: ground-without-risk
    each: harm
    when: [{element: ground, is: "yes"}, {element: risk, is: "no"}]
    text: A ground without a risk.
    sources: [{work: hb}]
treaties:
  - id: treaty
    title: Treaty
    work: hb
    entered-into-force: 1960-01-01
    delay-days: 90
    rule: On the ninetieth day.
    complete-to: 2015-03-01
binding-notes:
  - {state: CHN, treaty: treaty, text: A reservation., sources: [{work: hb}]}
"""
VOCABULARY = """\
edition: small
works:
  - {id: hb, short: HB, title: Handbook, body: UNHCR, kind: soft-law}
standards:
  - {id: sp-fact, title: Facts, meaning: M, used-for: Facts, sources: [{work: hb}]}
facts:
  - {id: left-country, title: Left the country, kind: yes-no}
indicators:
  - {id: alternative-opened, title: Opened, scope: country}
harm-kinds:
  - {id: punishment, title: Punishment}
positions:
  - id: reading
    question: How is it read?
    default: broad
    options:
      - {id: broad, title: Broad, held-by: UNHCR, effect: E, sources: [{work: hb}]}
      - {id: narrow, title: Narrow, held-by: A court, effect: E, sources: [{work: hb}]}
"""
GUIDANCE = """\
guidance:
  - country: PRK
    title: Example
    edition: "1"
    dated: 2020-01-01
    expires: 2021-01-01
    issued-by: Nobody
    sources:
      - id: report
        title: Report
        body: United Nations
        published: "2014"
        points:
          - {id: returned-are-punished, says: P, at: para 1, bears-on: [risk, danger]}
    profiles:
      - id: returned
        title: Returned by force
        when: {fact: left-country, is: "yes"}
        harm-kinds: [punishment]
        proposes:
          - {element: risk, points: [returned-are-punished]}
"""
ACTS = "treaty,state,act,date\ntreaty,CHN,accession,1982-09-24\n"


@dataclass(frozen=True)
class SmallLaw:
    """The folder, with ways to change it and to ask what the loader says."""

    folder: Path

    def write(self, name: str, text: str) -> "SmallLaw":
        """Put a file there."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return self

    def spoil(self, name: str, old: str, new: str) -> "SmallLaw":
        """Replace the one place where `old` stands."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {name}"
        return self.write(name, text.replace(old, new))

    def load(self) -> Corpus:
        """The corpus."""
        return load_corpus(self.folder)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        with pytest.raises(InvalidDocument) as caught:
            self.load()
        return caught.value.problems

    def problem(self) -> Problem:
        """The one thing that is wrong."""
        (problem,) = self.problems()
        return problem

    def place(self, name: str, text: str) -> tuple[str, int, int]:
        """File, line and column at which `text` begins, where it stands first."""
        before, found, _ = (self.folder / name).read_text(encoding="utf-8").partition(text)
        assert found, f"'{text}' does not stand in {name}"
        return (name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def small_law(folder: Path) -> SmallLaw:
    """Write the sound law into `folder`."""
    law = SmallLaw(folder)
    law.write("elements.yaml", ELEMENTS).write("instruments.yaml", INSTRUMENTS)
    law.write("vocabulary.yaml", VOCABULARY).write("guidance.yaml", GUIDANCE)
    return law.write("acts.csv", ACTS)


def where(problem: Problem) -> tuple[str, int, int]:
    """File, line and column of a problem."""
    return (problem.file, problem.line, problem.column)
