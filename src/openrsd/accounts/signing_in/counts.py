"""What is counted for some minutes: attempts to sign in, codes that were used.

Django's own cache in the database keeps Python objects, and whoever can write its table could run
code. Here a row holds JSON under a keyed digest: the table can run nothing, and shows neither the
address of a computer nor who tried.
"""

import time
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

from openrsd.accounts.signing_in.models import Count
from openrsd.vault import opened

# So that no attempt waits long for what others left.
FORGOTTEN_AT_ONCE = 500


class Counts(BaseCache):
    """Django's interface of a cache, for values that are JSON and have an end."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, while it lasts."""
        row = Count.objects.filter(key=_token(key), until__gt=_moment(time.time())).first()
        return default if row is None else row.value

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keeps the value if there is none. Of many who try at once, one is told yes."""
        try:
            with transaction.atomic():
                Count.objects.filter(key=_token(key), until__lte=_moment(time.time())).delete()
                self._row(key, value, timeout).save(force_insert=True)
        except IntegrityError:
            return False
        return True

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keeps the value, and forgets what has had its time."""
        with transaction.atomic():
            # Rows that another process forgets in this moment are left to it.
            lapsed = Count.objects.select_for_update(skip_locked=True)
            past = lapsed.filter(until__lte=_moment(time.time())).values_list("key", flat=True)
            Count.objects.filter(key__in=list(past[:FORGOTTEN_AT_ONCE])).delete()
        Count.objects.bulk_create(
            [self._row(key, value, timeout)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["value", "until"],
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forgets one value."""
        forgotten, _rows = Count.objects.filter(key=_token(key)).delete()
        return bool(forgotten)

    def clear(self) -> None:
        """Forgets everything."""
        Count.objects.all().delete()

    def _row(self, key: Any, value: Any, timeout: float | None) -> Count:
        until = self.get_backend_timeout(timeout)
        if until is None:
            raise ValueError("nothing is kept here for ever")
        return Count(key=_token(key), value=value, until=_moment(until))


def _token(key: Any) -> str:
    return opened().counted.token(str(key)).hex()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
