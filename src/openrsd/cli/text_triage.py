"""Triage and the interview plan as text for the terminal."""

from collections.abc import Callable, Iterable
from itertools import groupby

from openrsd.determination.report_shape import (
    ArrangementLine,
    ModalityLine,
    NeedLine,
    PhaseLine,
    PlanReport,
    PriorityLine,
    ReasonLine,
    SourceLine,
    SuggestedHarmLine,
    TopicLine,
    TriageLine,
    TriageReport,
)
from openrsd.law.countries import country_name
from openrsd.texts import current_language
from openrsd.texts import gettext as _

# Writes a line: the text, its style, its indent.
Write = Callable[[str, str, int], None]
UNCHECKED = "°"
FEW = 2


def source_words(sources: list[SourceLine]) -> str:
    """The law behind a line; ° marks what no one has compared with the text yet."""
    return "; ".join(
        source["cite"] + ("" if source["verified"] else UNCHECKED) for source in sources
    )


def scope_words(scope: dict[str, str]) -> str:
    """The scope in brackets, countries by name."""
    words = scope_parts(scope)
    return f" [{', '.join(words)}]" if words else ""


def scope_parts(scope: dict[str, str]) -> list[str]:
    """The names in a scope, countries by name."""
    places = ("country", "other", "destination")
    return [
        country_name(name, current_language()) if key in places else name
        for key, name in scope.items()
    ]


def reason_words(why: list[ReasonLine]) -> str:
    """Why a line stands, in a few words."""
    words = []
    for one in why:
        shown = one["value"].replace("-", " ") if one["fact"] else ""
        words.append(f"{one['text']}: {shown}" if shown and shown != "yes" else one["text"])
    return "; ".join(words)


class TriageWriter:
    """Writes the triage of one person. Parts that a role does not see are absent."""

    def __init__(self, write: Write) -> None:
        self.write = write

    def triage(self, triage: TriageReport) -> None:
        """Everything in it, what is urgent first."""
        self.write(_("First answers: proposals, each for a person to confirm"), "heading", 0)
        if triage.get("priority"):
            self._priority(triage["priority"])
        if triage.get("modality"):
            self._modality(triage["modality"])
        for title, key in (
            (_("Urgent needs"), "urgent"),
            (_("Safeguards"), "safeguards"),
            (_("Safeguards for a child"), "children"),
        ):
            self._lines(title, triage.get(key, []))  # type: ignore[arg-type]
        self._arrangements(triage["arrangements"])
        self._needs(triage["specific_needs"])
        self._lines(_("Nationality: to record and to ask first"), triage["nationality"])
        self._harms(triage.get("suggested_harms", []))
        self._profiles(triage)
        conduct = triage.get("exclusion_indicators", [])
        self._lines(_("For the supervisor alone: indicators of conduct"), conduct)

    def _why(self, why: list[ReasonLine], sources: list[SourceLine], indent: int) -> None:
        if why:
            self.write(_("Because: {why}").format(why=reason_words(why)), "dim", indent)
        if sources:
            self.write(source_words(sources), "dim", indent)

    def _priority(self, priority: PriorityLine | None) -> None:
        if priority is None:
            return
        text = _("Priority {level}").format(level=priority["level"])
        title = f": {priority['title']}" if priority["title"] else ""
        self.write(text + title, "", 2)
        self._why(priority["why"], [], 6)

    def _modality(self, modality: ModalityLine | None) -> None:
        if modality is None:
            return
        text = _("Way of handling proposed: {title}. {because}")
        because = modality["reason"]["because"]
        self.write(text.format(title=modality["title"], because=because), "", 2)
        self._why(modality["reason"]["why"], [], 6)
        for kept in modality["kept_from"]:
            few = len(kept["keeps_from"]) <= FEW
            names = ", ".join(kept["keeps_from"]) if few else _("in a shorter way")
            self.write(_("Not {names}: {why}").format(names=names, why=kept["because"]), "", 6)
        self.write(modality["authorise"], "dim", 6)

    def _lines(self, title: str, lines: list[TriageLine]) -> None:
        if not lines:
            return
        self.write(title, "bold", 2)
        for line in lines:
            when = _("{title} ({when}; {whom})").format(
                title=line["title"], when=line["by_when"], whom=line["by_whom"]
            )
            self.write(f"- {when}", "", 2)
            for step in line["do"]:
                self.write(f"· {step}", "", 6)
            self._why(line["why"], line["sources"], 6)

    def _arrangements(self, lines: list[ArrangementLine]) -> None:
        if not lines:
            return
        self.write(_("Arrangements for the interview"), "bold", 2)
        for line in lines:
            self.write(f"- {line['title']}", "", 2)
            for text in line["arrange"]:
                self.write(f"· {text}", "", 6)

    def _needs(self, needs: list[NeedLine]) -> None:
        if not needs:
            return
        self.write(_("Specific-needs codes, to be confirmed"), "bold", 2)
        for need in needs:
            note = f" ({need['note']})" if need["note"] else ""
            self.write(f"- {need['code']} {need['title']}{note}".replace("-  ", "- "), "", 2)
            self._why(need["why"], [], 6)
        listed = {f"{one['code_list']}, {one['edition']}" for one in needs if one["code_list"]}
        if listed:
            self.write("; ".join(sorted(listed)) + UNCHECKED, "dim", 6)

    def _harms(self, harms: list[SuggestedHarmLine]) -> None:
        if not harms:
            return
        self.write(_("Feared harms to ask about: the record does not name them"), "bold", 2)
        for harm in harms:
            places = ", ".join(country_name(one, current_language()) for one in harm["countries"])
            self.write(f"- {harm['title']} [{places}]", "", 2)
            for reason in harm["because"]:
                sur_place = f" ({reason['element_title']})" if reason["element"] else ""
                self.write(f"· {reason['because']}{sur_place}", "", 6)
                self._why(reason["why"], reason["sources"], 8)

    def _profiles(self, triage: TriageReport) -> None:
        profiles = [one for one in triage.get("profiles", []) if one["proposes"]]
        if not profiles:
            return
        self.write(_("Country guidance that fits"), "bold", 2)
        for line in profiles:
            until = _("out of date since") if line["expired"] else _("valid until")
            about = f"{line['guidance']} {line['edition']}, {line['issued_by']}"
            self.write(f"- {line['title']} ({about}; {until} {line['expires']})", "", 2)
            self._why(line["why"], [], 6)


class PlanWriter:
    """Writes the interview plan of one person."""

    def __init__(self, write: Write) -> None:
        self.write = write

    def in_short(self, plan: PlanReport) -> None:
        """The topics by name, for who looks at many cases."""
        if not plan["topics"]:
            return
        self.write(_("Interview plan"), "heading", 0)
        for heading, group in groupby(plan["topics"], key=lambda topic: topic["heading"]):
            self.write(f"- {heading}: {'; '.join(topic['title'] for topic in group)}", "", 2)
        self.write(_("In full, with questions and arrangements: screen this file alone"), "dim", 2)

    def plan(self, plan: PlanReport) -> None:
        """Arrangements, the frame, the topics in order, and what is answered from sources."""
        if not plan["topics"]:
            return
        self.write(_("Interview plan"), "heading", 0)
        for line in plan["arrangements"]:
            for text in line["arrange"]:
                self.write(f"! {text}", "", 2)
        for phase in plan["phases"]:
            self._phase(phase)
            if phase["probing"]:
                self._topics(plan)
        self._preparation(plan)

    def _phase(self, phase: PhaseLine) -> None:
        self.write(phase["title"], "bold", 2)
        for text in phase["say"]:
            self.write(_("Say: {text}").format(text=text), "italic", 4)
        for text in phase["do"]:
            self.write(f"· {text}", "", 4)
        if phase["record"]:
            self.write(_("Record: {what}").format(what="; ".join(phase["record"])), "dim", 4)

    def _topics(self, plan: PlanReport) -> None:
        number = 0
        asked = [topic for topic in plan["topics"] if not topic["not_for_the_person"]]
        for heading, group in groupby(asked, key=lambda topic: topic["heading"]):
            self.write(heading, "bold", 4)
            for topic in group:
                number += 1
                self._topic(topic, number)

    def _topic(self, topic: TopicLine, number: int) -> None:
        scopes = [", ".join(scope_parts(one["scope"])) for one in topic["concerns"]]
        of = "; ".join(scope for scope in scopes if scope)
        tail = f" [{of}]" if of else ""
        self.write(f"{number}. {topic['title']}{tail}{self._marks(topic)}", "bold", 4)
        for question in topic["ask"]:
            self.write(f"– {question}", "", 8)
        for text in topic["care"]:
            self.write(f"! {text}", "", 8)
        profiles = "; ".join(line["profile"] for line in topic["proposed"])
        if profiles:
            text = _("Guidance proposes yes, confirm by asking: {profiles}")
            self.write(text.format(profiles=profiles), "dim", 8)

    def _preparation(self, plan: PlanReport) -> None:
        """What is read before, topic by topic, and what is never asked in the room."""
        self.write(_("To prepare, topic by topic"), "bold", 2)
        number = 0
        for topic in plan["topics"]:
            if topic["not_for_the_person"]:
                about = _("answered from sources: {why}").format(why=topic["not_for_the_person"])
                self.write(f"– {topic['title']}: {about}", "bold", 4)
            else:
                number += 1
                self.write(f"{number}. {topic['title']}", "bold", 4)
            self._bullets(_("Evidence"), topic["evidence"])
            self._bullets(_("Look up"), topic["look_up"])
            self._bullets(_("Avoid"), topic["errors"])
            cites = dict.fromkeys(line["cite"] for line in topic["information"])
            self._bullets(_("Country information"), cites)

    def _marks(self, topic: TopicLine) -> str:
        marks = [
            mark
            for mark, holds in (
                (_("beside the outcome"), topic["beside"]),
                (_("may not matter"), topic["may_not_matter"]),
                (_("examined, unresolved"), topic["unresolved"]),
                (_("was marked not reached"), topic["marked_not_reached"]),
            )
            if holds
        ]
        return f" ({', '.join(marks)})" if marks else ""

    def _bullets(self, title: str, lines: Iterable[str]) -> None:
        text = "; ".join(line.rstrip(".") for line in lines)
        if text:
            self.write(f"{title}: {text}", "dim", 8)
