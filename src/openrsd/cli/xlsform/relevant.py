"""The skip logic of XLSForm: the part of its `relevant` expressions that conditions can say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openrsd.law.intake_files import SEVERAL, AnswerCondition, Kind
from openrsd.texts import gettext as _

MAX_LETTERS = 4000
MAX_DEPTH = 10
_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<question>\$\{\s*(?P<name>[^{}\s]+)\s*\})"
    r"|(?P<text>'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\")"
    r"|(?P<number>-?[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<word>[A-Za-z][A-Za-z0-9_-]*)"
    r"|(?P<sign>!=|<=|>=|[=<>(),])"
    r")"
)
# The same comparison with its sides changed.
_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


class NotCarried(Exception):
    """Something of a form that a questionnaire cannot say; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken over: its id and kind, and its answers by their names in the form."""

    id: str
    kind: Kind
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_relevant(expression: str, asked: Mapping[str, Asked]) -> AnswerCondition:
    """The expression as a condition on the questions asked before it. Raises NotCarried."""
    if len(expression) > MAX_LETTERS:
        raise NotCarried(_("it is longer than {most} letters").format(most=MAX_LETTERS))
    reader = _Reader(_tokens(expression), asked)
    condition = reader.either(0)
    if reader.here is not None:
        raise NotCarried(_("'{text}' is not understood here").format(text=reader.here.text))
    return condition


def _tokens(expression: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    end = len(expression.rstrip())
    while at < end:
        found = _TOKEN.match(expression, at)
        if found is None:
            raise NotCarried(
                _("'{text}' is not understood").format(text=expression[at : at + 20].strip())
            )
        quoted = found["single"] if found["single"] is not None else found["double"]
        text = found["name"] or (found[0].strip() if quoted is None else quoted)
        tokens.append(_Token(str(found.lastgroup), text))
        at = found.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[_Token], asked: Mapping[str, Asked]) -> None:
        self.tokens = tokens
        self.asked = asked
        self.at = 0

    @property
    def here(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> _Token:
        token = self.here
        if token is None:
            raise NotCarried(_("it ends too early"))
        self.at += 1
        return token

    def meets(self, kind: str, *texts: str) -> bool:
        return self.here is not None and self.here.kind == kind and self.here.text in texts

    def expect(self, sign: str) -> None:
        if not self.meets("sign", sign):
            found = self.here.text if self.here else ""
            raise NotCarried(
                _("'{sign}' is missing before '{found}'").format(sign=sign, found=found)
            )
        self.at += 1

    def either(self, depth: int) -> AnswerCondition:
        parts = [self.both(depth)]
        while self.meets("word", "or"):
            self.at += 1
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else AnswerCondition(any=parts)

    def both(self, depth: int) -> AnswerCondition:
        parts = [self.one(depth)]
        while self.meets("word", "and"):
            self.at += 1
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else AnswerCondition(all=parts)

    def one(self, depth: int) -> AnswerCondition:
        if depth >= MAX_DEPTH:
            raise NotCarried(_("it is nested deeper than {most} levels").format(most=MAX_DEPTH))
        token = self.take()
        if (token.kind, token.text) == ("sign", "("):
            inner = self.either(depth + 1)
            self.expect(")")
            return inner
        if token.kind == "word":
            return self.function(token.text, depth)
        if token.kind == "question":
            sign = self.comparison()
            return self.compare(self.question(token.text), sign, self.take())
        if token.kind in ("text", "number"):
            sign = _TURNED[self.comparison()]
            right = self.take()
            if right.kind == "question":
                return self.compare(self.question(right.text), sign, token)
        raise NotCarried(_("'{text}' is not understood here").format(text=token.text))

    def function(self, name: str, depth: int) -> AnswerCondition:
        if name not in ("not", "selected") or not self.meets("sign", "("):
            raise NotCarried(_("'{name}' has no counterpart").format(name=name))
        self.at += 1
        if name == "not":
            inner = self.either(depth + 1)
            self.expect(")")
            return AnswerCondition.model_validate({"not": inner})
        token = self.take()
        if token.kind != "question":
            raise NotCarried(_("'selected' speaks of no question"))
        question = self.question(token.text)
        self.expect(",")
        value = self.take()
        self.expect(")")
        if value.kind not in ("text", "number"):
            raise NotCarried(_("'selected' names no answer"))
        if not question.answers:
            raise NotCarried(_("'{question}' has no choices").format(question=question.id))
        return _is(question, self.answer(question, value.text))

    def comparison(self) -> str:
        token = self.take()
        if token.kind != "sign" or token.text not in _TURNED:
            raise NotCarried(_("'{text}' stands where a comparison should").format(text=token.text))
        return token.text

    def question(self, name: str) -> Asked:
        if name not in self.asked:
            raise NotCarried(_("'{name}' is asked later, or was not taken over").format(name=name))
        return self.asked[name]

    def answer(self, question: Asked, value: str) -> str:
        if not question.answers:
            return value
        if value not in question.answers:
            raise NotCarried(
                _("'{question}' has no answer '{value}'").format(question=question.id, value=value)
            )
        return question.answers[value]

    def compare(self, question: Asked, sign: str, value: _Token) -> AnswerCondition:
        if value.kind not in ("text", "number"):
            raise NotCarried(
                _("'{question}' is compared with something that is no answer").format(
                    question=question.id
                )
            )
        if not value.text and sign in ("=", "!="):
            answered = AnswerCondition(answered=question.id)
            return answered if sign == "!=" else _not(answered)
        if question.kind is Kind.NUMBER:
            return _bounded(question, sign, value.text)
        if sign not in ("=", "!="):
            raise NotCarried(_("'{question}' is no whole number").format(question=question.id))
        if question.kind in SEVERAL:
            raise NotCarried(
                _("'{question}' has several answers: only selected() can tell").format(
                    question=question.id
                )
            )
        if question.kind is Kind.DATE:
            raise NotCarried(_("'{question}' is a date").format(question=question.id))
        is_so = _is(question, self.answer(question, value.text))
        return is_so if sign == "=" else _not(is_so)


def _is(question: Asked, value: str) -> AnswerCondition:
    return AnswerCondition.model_validate({"question": question.id, "is": value})


def _not(condition: AnswerCondition) -> AnswerCondition:
    return AnswerCondition.model_validate({"not": condition})


def _bounded(question: Asked, sign: str, value: str) -> AnswerCondition:
    if not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise NotCarried(_("'{value}' is no whole number").format(value=value))
    number = int(value)
    match sign:
        case "=":
            return _is(question, str(number))
        case "!=":
            return _not(_is(question, str(number)))
        case "<" | "<=":
            under = number if sign == "<" else number + 1
            return AnswerCondition(question=question.id, under=under)
        case _:
            at_least = number if sign == ">=" else number + 1
            return AnswerCondition.model_validate({"question": question.id, "at-least": at_least})
