"""A questionnaire as a YAML file that people read and correct."""

from collections.abc import Sequence
from typing import Any

import yaml

_WIDTH = 100
# The order in which people read a block or a question.
_ORDER = (
    "id", "kind", "title", "label", "hint", "asked-by", "manner", "private", "sensitive", "why",
    "say", "when", "fact", "records", "choices", "fields", "questions",
)  # fmt: skip
_SAID = {"title", "label"}


class _Plain(yaml.SafeDumper):
    """Every value stands where it is meant: the reader knows no anchors and aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (the signature is PyYAML's)
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = (
        "|" if "\n" in text and not any(line.endswith(" ") for line in text.split("\n")) else None
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plain.add_representer(str, _text)
_Plain.add_multi_representer(str, lambda dumper, text: _text(dumper, str(text)))


def questionnaire_yaml(file: dict[str, Any], remarks: Sequence[str]) -> str:
    """The file, with what was not taken over as comments at its head."""
    head = ""
    if remarks:
        lines = "\n".join(f"#   {remark}" for remark in remarks)
        head = f"# Not taken over as it stood:\n{lines}\n"
    body: str = yaml.dump(
        _in_order(file), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return head + body


def _in_order(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_order(one) for one in value]
    # Beside the items that have an id there is Indonesian, whose tag is id.
    if isinstance(value, dict) and "id" in value and _SAID & value.keys() and "blocks" not in value:
        return {key: _in_order(value[key]) for key in _ORDER if key in value}
    if isinstance(value, dict):
        return {key: _in_order(one) for key, one in value.items()}
    return value
