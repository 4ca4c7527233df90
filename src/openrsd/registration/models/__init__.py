"""Persons, what is recorded of them, and the groups in which they came."""

from openrsd.registration.models.cards import ReplacedNumber as ReplacedNumber
from openrsd.registration.models.events import Event as Event
from openrsd.registration.models.events import EventKind as EventKind
from openrsd.registration.models.groups import GROUP as GROUP
from openrsd.registration.models.groups import Membership as Membership
from openrsd.registration.models.groups import RegistrationGroup as RegistrationGroup
from openrsd.registration.models.persons import PERSON as PERSON
from openrsd.registration.models.persons import Block as Block
from openrsd.registration.models.persons import Person as Person
from openrsd.registration.models.persons import PersonBlock as PersonBlock
