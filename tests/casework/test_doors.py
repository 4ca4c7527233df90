"""Each transition has one door, and nothing else makes it."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import openrsd
from openrsd.casework.actions.moving import make_step
from openrsd.casework.actions.preparing import complete_application
from openrsd.casework.doors import DOORS, path_of
from openrsd.casework.errors import WrongDoor
from openrsd.casework.models import Case
from openrsd.casework.procedure.loader import shipped_procedure
from tests import people
from tests.casework.acted import DESK, Acted

PROGRAM = Path(openrsd.__file__).parent
MOVING = PROGRAM / "casework" / "actions" / "moving.py"
MOVES = {"move", "make_step"}
# Parts of a door that are functions of their own.
OF = {"_register_again": "register_claim"}
# A case of its own for those who leave one: it begins where every case begins.
BEGINS_A_CASE = {PROGRAM / "casework" / "actions" / "splitting.py"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the program; the demonstration writes no case past the doors either."""
    for path in sorted(PROGRAM.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def test_every_transition_is_made_by_the_action_that_it_names() -> None:
    for one in shipped_procedure().transitions.values():
        room, name = one.door.rsplit(".", 1)
        action = getattr(import_module(room), name)
        assert path_of(action) == one.door
        assert one.door in DOORS or one.id == "T1", one.id


def test_every_door_opens_on_a_transition() -> None:
    named = {one.door for one in shipped_procedure().transitions.values()}
    assert set(DOORS) <= named


def test_only_a_door_moves_a_case_and_each_names_itself() -> None:
    """Whoever moves a case passes itself as the door; the machine refuses any other."""
    wrong, moving = [], set()
    for path, module in sources():
        for function in [one for one in ast.walk(module) if isinstance(one, ast.FunctionDef)]:
            for call in [one for one in ast.walk(function) if isinstance(one, ast.Call)]:
                if not (isinstance(call.func, ast.Name) and call.func.id in MOVES):
                    continue
                door = next(key.value for key in call.keywords if key.arg == "door")
                assert isinstance(door, ast.Name)
                moving.add(door.id)
                handed = {arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)}
                of_itself = {function.name, OF.get(function.name, "")}
                if path != MOVING and door.id not in handed | of_itself:
                    wrong.append(f"{path.name}: {function.name} uses the door {door.id}")
    assert wrong == []
    assert moving >= {path.rsplit(".", 1)[1] for path in DOORS} - passed_to_another()


def passed_to_another() -> set[str]:
    """Doors that hand themselves to a function of their own room, which moves the case."""
    given = set[str]()
    for _path, module in sources():
        for function in [one for one in ast.walk(module) if isinstance(one, ast.FunctionDef)]:
            for call in [one for one in ast.walk(function) if isinstance(one, ast.Call)]:
                names = [one.id for one in call.args if isinstance(one, ast.Name)]
                given |= {function.name} & set(names)
    return given


def test_no_other_code_writes_a_step_or_a_state() -> None:
    written = []
    for path, module in sources():
        if path == MOVING or path in BEGINS_A_CASE or "migrations" in path.parts:
            continue
        for node in ast.walk(module):
            written += [f"{path}: {ast.unparse(node)}"] if _writes(node) else []
    assert written == []


def _writes(node: ast.AST) -> bool:
    """Whether this makes a step, or sets where a case stands."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        made = ast.unparse(node.func)
        if made in {"Step.objects.create", "Step.objects.bulk_create"}:
            return True
        is_update = node.func.attr == "update" and "Case.objects" in made
        return is_update and any(key.arg == "state" for key in node.keywords)
    if isinstance(node, ast.Assign):
        targets = [ast.unparse(one) for target in node.targets for one in _each(target)]
        return any(one in {"case.state", "moved.state", "locked.state"} for one in targets)
    return False


def _each(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple) else [target]


@pytest.mark.django_db
def test_a_step_through_another_door_is_refused_whoever_tries() -> None:
    acted = Acted()
    usual = dict.fromkeys(
        [one.id for one in shipped_procedure().transition("T1").inputs if one.must], True
    )
    from openrsd.casework.actions import register_claim

    clerk = acted.actor("mina", DESK)
    asked = {**usual, "refoulement-risk": False}
    case = register_claim(acted.group, acted.person.id, asked=asked, acting=clerk)
    boss = people.acting_as(people.staff("supervisor", username="sami"))
    with pytest.raises(WrongDoor):
        make_step(case.id, "A1", {"reason": "mistake"}, door=complete_application, acting=boss)
    assert Case.objects.get(id=case.id).state == "registered"
