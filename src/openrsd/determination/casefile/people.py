"""One person of a case file: sets with their defaults, facts checked, findings in scope."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from openrsd.determination.casefile.fact_values import clean_fact
from openrsd.determination.casefile.intake import IntakeReader, country_problem
from openrsd.determination.casefile.scoping import FindingScope, Sets, finding_place
from openrsd.determination.casefile.shapes import (
    AnswerPart,
    Answers,
    CaseFile,
    HypothesisPart,
    NamedFinding,
    PersonPart,
)
from openrsd.determination.frame import Instance
from openrsd.determination.record import (
    Act,
    Answer,
    Area,
    CaseKind,
    Finding,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceBasis,
    ReferenceCountry,
)
from openrsd.determination.values import STATE_NAMES, State
from openrsd.errors import Problem
from openrsd.law.countries import country_codes, is_country
from openrsd.law.documents import Document, Path
from openrsd.law.expressions import references
from openrsd.law.files import Scope
from openrsd.law.model import Law
from openrsd.law.reading import suggestion


@dataclass
class PersonReader:
    """Reads the persons of one case file; adds what is wrong to `problems`."""

    document: Document
    file: CaseFile
    law: Law
    day: date
    today: date
    problems: list[Problem] = field(repr=False)

    def read(self, part: PersonPart, path: Path) -> PersonRecord:
        """The record of one person, as far as it can be read."""
        hypotheses = self._hypotheses(part, path)
        sets = self._sets(part, path, hypotheses)
        findings = self._findings(part, path, sets)
        intake, facts = self._intake(part, path, self._facts(part, path))
        accepted = self._proposals(part.accepted_proposals, (*path, "accepted-proposals"))
        rebutted = self._proposals(part.rebutted_proposals, (*path, "rebutted-proposals"))
        for name in sorted(accepted.keys() & rebutted.keys()):
            both = f"'{name[:60]}' is accepted and rebutted"
            self._add((*path, "rebutted-proposals"), "contradiction", both, "one of the two")
        return PersonRecord(
            id=part.id,
            name=part.name,
            kind=self.file.kind,
            date=self.day,
            asylum=self.file.asylum,
            authority="unhcr" if self.file.authority in ("unhcr", "joint") else "state",
            hypotheses=hypotheses,
            others=tuple(sets.others),
            harms=tuple(sets.harms),
            areas=tuple(sets.areas),
            acts=tuple(sets.acts),
            destinations=tuple(sets.destinations),
            complete=self._complete(part, path, sets),
            indicators=frozenset(self._indicators(part, path, sets)),
            facts=facts,
            intake=intake,
            findings=findings,
            accepted=accepted,
            rebutted=rebutted,
            considered=self._considered(part, path),
            confirmed=self._named(part.confirmed_sources, (*path, "confirmed-sources")),
            claim_pending=not part.claim_finally_refused,
            principal=part.principal,
        )

    def _add(self, path: Path, code: str, message: str, expected: str = "") -> None:
        self.problems.append(self.document.problem(path, code, message, expected))

    # Countries and sets

    def _hypotheses(self, part: PersonPart, path: Path) -> tuple[Hypothesis, ...]:
        if part.hypotheses:
            if part.origin or part.former_habitual_residence:
                self._add(
                    (*path, "hypotheses"),
                    "hypotheses",
                    "origin and hypotheses both say which country the fear is tested against",
                    "one of them",
                )
            ids = [hypothesis.id for hypothesis in part.hypotheses]
            for i, name in enumerate(ids):
                if name in ids[:i]:
                    at = (*path, "hypotheses", i, "id")
                    self._add(at, "duplicate-id", f"the hypothesis '{name}' stands twice")
            return tuple(
                self._hypothesis(hypothesis, (*path, "hypotheses", i))
                for i, hypothesis in enumerate(part.hypotheses)
            )
        origin = part.origin or self.file.origin
        residence = part.former_habitual_residence or self.file.former_habitual_residence
        plain = HypothesisPart(
            id="as-claimed", nationality=origin, former_habitual_residence=residence
        )
        return (self._hypothesis(plain, path, nationality_key="origin"),)

    def _hypothesis(
        self, part: HypothesisPart, path: Path, nationality_key: str = "nationality"
    ) -> Hypothesis:
        countries: list[ReferenceCountry] = []
        for key, codes, basis in (
            (nationality_key, part.nationality, ReferenceBasis.NATIONALITY),
            (
                "former-habitual-residence",
                part.former_habitual_residence,
                ReferenceBasis.FORMER_HABITUAL_RESIDENCE,
            ),
        ):
            for code in codes:
                if not is_country(code):
                    self.problems.append(country_problem(self.document, (*path, key), code))
                if all(country.code != code for country in countries):
                    countries.append(ReferenceCountry(code, basis))
        if not countries:
            self._add(
                path,
                "missing-key",
                "no country is named against which the fear is tested",
                "origin: the country of nationality, e.g. PRK, or former-habitual-residence",
            )
        return Hypothesis(part.id, tuple(countries), part.title)

    def _sets(self, part: PersonPart, path: Path, hypotheses: tuple[Hypothesis, ...]) -> Sets:
        countries = list(
            dict.fromkeys(c.code for hypothesis in hypotheses for c in hypothesis.countries)
        )
        for i, name in enumerate(part.other_countries):
            if len(name) == 3 and name.isupper() and not is_country(name):
                at = (*path, "other-countries", i)
                self.problems.append(country_problem(self.document, at, name))
        for i, code in enumerate(part.destinations):
            if not is_country(code):
                at = (*path, "destinations", i)
                self.problems.append(country_problem(self.document, at, code))
        sets = Sets(
            published=self.file.kind is CaseKind.PUBLISHED_DECISION,
            countries=countries,
            others=list(dict.fromkeys(part.other_countries)),
            acts=[],
            destinations=list(dict.fromkeys(part.destinations)),
            harms_listed=bool(part.claims),
            asylum=self.file.asylum,
        )
        for i, harm in enumerate(part.claims):
            country = self._country_of(harm.country, sets, (*path, "claims", i))
            if harm.kind is not None and harm.kind not in self.law.harm_kinds:
                known = set(self.law.harm_kinds)
                self._unknown((*path, "claims", i, "kind"), "kind of harm", harm.kind, known)
            new = Harm(harm.id, country, harm.kind or "", harm.stated, harm.title)
            if any((h.id, h.country) == (new.id, new.country) for h in sets.harms):
                self._add((*path, "claims", i), "duplicate-id", f"the claim '{harm.id}' is twice")
            else:
                sets.harms.append(new)
        if not part.claims:
            sets.harms.extend(Harm("harm-1", country) for country in countries)
        self._areas_and_acts(part, path, sets)
        return sets

    def _areas_and_acts(self, part: PersonPart, path: Path, sets: Sets) -> None:
        for i, area in enumerate(part.areas):
            country = self._country_of(area.country, sets, (*path, "areas", i))
            new = Area(area.id, country, area.title)
            if any((a.id, a.country) == (new.id, country) for a in sets.areas):
                self._add((*path, "areas", i), "duplicate-id", f"the area '{new.id}' is twice")
            else:
                sets.areas.append(new)
        for i, part_act in enumerate(part.acts):
            if any(act.id == part_act.id for act in sets.acts):
                self._add((*path, "acts", i), "duplicate-id", f"the act '{part_act.id}' is twice")
            else:
                sets.acts.append(Act(part_act.id, part_act.title))

    def _country_of(self, code: str | None, sets: Sets, path: Path) -> str:
        if code is not None:
            if code not in (*sets.countries, *sets.others):
                known = ", ".join((*sets.countries, *sets.others))
                self._add(
                    (*path, "country"), "country", f"{code} is no country of this claim", known
                )
            return code
        if len(sets.countries) > 1:
            self._add(path, "scope", "several countries are named; which one is meant?", "country")
        return sets.countries[0] if sets.countries else ""

    # Facts, marks and answers

    def _facts(self, part: PersonPart, path: Path) -> dict[str, str]:
        facts: dict[str, str] = {}
        for name, value in part.facts.items():
            at: Path = (*path, "facts", name)
            known = self.law.facts.get(name)
            if known is None or known.computed:
                names = {fact.id for fact in self.law.facts.values() if not fact.computed}
                self._unknown(at, "fact", name, names)
                continue
            clean, expected = clean_fact(known, value, self.day)
            if clean is None:
                code = "date" if known.kind == "date" else "value"
                self._add(at, code, f"'{value[:60]}' for '{name}'", expected)
            else:
                facts[name] = clean
        return facts

    def _intake(
        self, part: PersonPart, path: Path, stated: dict[str, str]
    ) -> tuple[Mapping[str, tuple[str, ...]], dict[str, str]]:
        """The answers to a questionnaire, and the facts with those that follow from them."""
        if part.intake is None:
            return {}, stated
        reader = IntakeReader(self.document, self.law, self.day, self.today, self.problems)
        return reader.read(part.intake, (*path, "intake"), stated, self.file.date)

    def _indicators(self, part: PersonPart, path: Path, sets: Sets) -> Iterator[Instance]:
        for i, indicator in enumerate(part.indicators):
            at: Path = (*path, "indicators", i)
            known = self.law.indicators.get(indicator.id)
            if known is None:
                self._unknown(at, "indicator", indicator.id, set(self.law.indicators))
            elif known.scope is Scope.COUNTRY:
                yield Instance(known.id, (self._country_of(indicator.country, sets, at),))
            elif known.scope is Scope.OTHER:
                other = indicator.other or indicator.country
                if other is None and len(sets.others) == 1:
                    other = sets.others[0]
                if other is None:
                    self._add(at, "scope", f"'{known.id}' speaks of another country", "other")
                    continue
                if other not in sets.others:
                    sets.others.append(other)
                yield Instance(known.id, (other,))
            else:
                yield Instance(known.id)

    def _complete(self, part: PersonPart, path: Path, sets: Sets) -> dict[str, Answer]:
        """`countries: reasons`, `harms: reasons` for every country, or `harms:PRK: reasons`."""
        places = (*sets.countries, *sets.others)
        allowed = {"countries", "harms", *(f"harms:{place}" for place in places)}
        marks: dict[str, Answer] = {}
        for key, answer in part.complete.items():
            name = answer.id or key
            at = self._answer_place((*path, "complete"), key)
            if name not in allowed:
                self._unknown(at, "set", name, allowed)
            elif not answer.reasons:
                self._add(at, "reasons", f"why is '{name}' complete?", "reasons")
            elif name == "harms":
                marks.update({f"harms:{place}": _answer(answer) for place in places})
            else:
                marks[name] = _answer(answer)
        return marks

    def _proposals(self, answers: Answers, path: Path) -> dict[str, Answer]:
        profiles = {p.id: p for g in self.law.guidance.values() for p in g.profiles}
        known = set(profiles) | {
            f"{p.id}:{proposition.element}" for p in profiles.values() for proposition in p.proposes
        }
        return self._checked(answers, path, "proposal", known)

    def _considered(self, part: PersonPart, path: Path) -> dict[str, Answer]:
        known = {*self.law.elements, *self.law.instruments, *country_codes()}
        return self._checked(part.considered, (*path, "considered"), "element", known)

    def _named(self, answers: Answers, path: Path) -> dict[str, Answer]:
        return self._checked(answers, path, "element", set(self.law.elements))

    def _checked(
        self, answers: Answers, path: Path, what: str, known: set[str]
    ) -> dict[str, Answer]:
        named: dict[str, Answer] = {}
        for key, answer in answers.items():
            name = answer.id or key
            at = self._answer_place(path, key)
            if name not in known:
                self._unknown(at, what, name, known)
            named[name] = _answer(answer)
        return named

    def _answer_place(self, path: Path, key: str) -> Path:
        """Answers in a list are keyed by their number."""
        if (*path, key) not in self.document.places and key.isascii() and key.isdigit():
            return (*path, int(key))
        return (*path, key)

    def _unknown(self, path: Path, what: str, name: str, known: set[str]) -> None:
        hint = suggestion(name, known)[:-1]
        if not hint and len(known) <= 12:
            hint = "one of " + ", ".join(sorted(known))
        self._add(path, "unknown-id", f"there is no {what} '{name[:60]}'", hint)

    # Findings

    def _findings(self, part: PersonPart, path: Path, sets: Sets) -> dict[Instance, Finding]:
        scope = FindingScope(self.document, self.law, sets, self.problems)
        found: dict[Instance, tuple[Finding, Path]] = {}
        placed = [
            (named, finding_place(self.document, (*path, "findings"), key, i))
            for key, group in part.findings.items()
            for i, named in enumerate(group)
        ]
        known = [(named, at) for named, at in placed if self._known_finding(named, at)]
        # Those that say of what they speak go first: what they name may be the one thing that the
        # others mean, whatever the order of the file.
        instances = {
            at: scope.instance(named, at)
            for named, at in sorted(known, key=lambda one: -scope.names_given(one[0]))
        }
        for named, at in known:
            instance = instances[at]
            if instance is None:
                continue
            finding = Finding(
                named.value, named.reasons, tuple(named.citations), named.by or "", named.on
            )
            self._check_adverse(instance, finding, at)
            if instance in found:
                self._contradiction(instance, finding, at, *found[instance])
            found[instance] = (finding, at)
        return {instance: finding for instance, (finding, _) in found.items()}

    def _known_finding(self, named: NamedFinding, at: Path) -> bool:
        if named.element not in self.law.elements:
            self._unknown(at, "element", named.element, set(self.law.elements))
            return False
        if named.on is not None and named.on > self.today:
            self._add((*at, "on"), "date", f"{named.on} lies in the future")
        return True

    def _check_adverse(self, instance: Instance, finding: Finding, at: Path) -> None:
        """In a live case a whole may not be set against the person without its parts (law §0.1)."""
        element = self.law.elements[instance.element]
        if self.file.kind is not CaseKind.CASE or element.is_leaf:
            return
        adverse = self.law.adverse_value(element.id)
        if adverse is None or finding.state is not (State.YES if adverse else State.NO):
            return
        assert element.combine is not None
        parts = ", ".join(dict.fromkeys(references(element.combine)))
        self._add(
            at,
            "composite",
            f"'{element.id}' is made of parts and cannot be recorded "
            f"'{STATE_NAMES[finding.state]}' as a whole in a case",
            f"findings on its parts: {parts}",
        )

    def _contradiction(
        self, instance: Instance, finding: Finding, at: Path, other: Finding, other_at: Path
    ) -> None:
        line, _ = self.document.place(other_at)
        if other.state is finding.state:
            self._add(at, "duplicate-finding", f"'{instance}' is recorded already on line {line}")
        else:
            self._add(
                at,
                "contradiction",
                f"'{instance}' is '{STATE_NAMES[finding.state]}' here and "
                f"'{STATE_NAMES[other.state]}' on line {line}",
                "one finding for each element and scope",
            )


def _answer(part: AnswerPart) -> Answer:
    return Answer(part.reasons, part.by or "", part.on)
