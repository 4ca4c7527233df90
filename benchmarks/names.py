"""How well names are found across spellings and scripts, and how fast.

Recall: of two ways to write one name, how many share a key. Precision: of the names that a key
finds among all, how many are the name asked for. Beside it, the same by words alone (the normal
form of the whole name), which is what a look-up without keys does.
Usage: python benchmarks/names.py FOLDER, the folder with wikidata_korean_romanisations.csv,
dprk_public_figures_variants.csv and person_pairs.csv.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from statistics import median

from openrsd.names.normal_form import words_of
from openrsd.names.romanising import romanise
from openrsd.names.romanising.korean import names_in
from openrsd.names.searching import name_keys, search_forms

Keys = Callable[[str], frozenset[str]]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_words(name: str) -> frozenset[str]:
    return frozenset((" ".join(sorted(words_of(name))),))


def share(found: int, of: int) -> str:
    return f"{found / of:6.1%} ({found} of {of})" if of else "-"


def romanisations(rows: list[dict[str, str]], keys: Keys) -> None:
    """Each Latin spelling asked for among all Hangul names of the file."""
    rows = [row for row in rows if names_in(row["hangul"])]
    holders: dict[str, set[str]] = defaultdict(set)
    for hangul in {row["hangul"] for row in rows}:
        for key in keys(hangul):
            holders[key].add(hangul)
    hit, given = 0, 0
    for row in rows:
        found = set().union(*(holders.get(key, set()) for key in keys(row["latin"])))
        hit += row["hangul"] in found
        given += len(found)
    print(f"  recall    {share(hit, len(rows))}")
    print(f"  precision {share(hit, given)}; of {len({r['hangul'] for r in rows})} names")
    different = sorted({row["hangul"] for row in rows})
    united = sum(len(names) - 1 for names in holders.values() if len(names) > 1)
    print(f"  Hangul names that share a key with another: {united} of {len(different)}")


def pairs_within(rows: list[dict[str, str]], keys: Keys) -> None:
    """Spellings of one Hangul name, two by two."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if names_in(row["hangul"]):
            spellings[row["hangul"]].append(row["latin"])
    pairs = [pair for ways in spellings.values() for pair in combinations(ways, 2)]
    met = sum(bool(keys(one) & keys(other)) for one, other in pairs)
    print(f"  recall of pairs of spellings {share(met, len(pairs))}")


def figures(rows: list[dict[str, str]], keys: Keys) -> None:
    """Spellings of one person of the DPRK's assembly, and of any two different persons."""
    for scripts in (("Latn", "Hang"), ("Latn", "Hang", "Hani"), ("Latn", "Hang", "Cyrl")):
        kept = [row for row in rows if row["script"] in scripts]
        same = other = same_met = other_met = 0
        for one, two in combinations(kept, 2):
            met = bool(keys(one["name"]) & keys(two["name"]))
            if one["person"] == two["person"]:
                same, same_met = same + 1, same_met + met
            else:
                other, other_met = other + 1, other_met + met
        print(f"  {'+'.join(scripts):15} one person {share(same_met, same)}; ", end="")
        print(f"two persons {share(other_met, other)}")


def labelled(rows: list[dict[str, str]], keys: Keys) -> None:
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row["case_group"]].append(row)
    for group, kept in sorted(groups.items()):
        met = [bool(keys(row["name1"]) & keys(row["name2"])) for row in kept]
        true = [row["is_match"] == "true" for row in kept]
        right = sum(a and b for a, b in zip(met, true, strict=True))
        print(f"  {group:14} recall {share(right, sum(true))}; precision {share(right, sum(met))}")


def speed(names: Iterable[str]) -> None:
    times = []
    for name in names:
        before = time.perf_counter()
        romanise(name, origin="PRK")
        search_forms(name, "PRK")
        times.append((time.perf_counter() - before) * 1000)
    times.sort()
    print(
        f"  median {median(times):.2f} ms, 99 of 100 under {times[len(times) * 99 // 100]:.2f} ms"
    )


def main() -> None:
    folder = Path(sys.argv[1])
    korean = read(folder / "wikidata_korean_romanisations.csv")
    prominent = read(folder / "dprk_public_figures_variants.csv")
    pairs = read(folder / "person_pairs.csv")
    for title, keys in (("by keys", name_keys), ("by words alone", by_words)):
        print(f"{title}\n wikidata_korean_romanisations: a Latin spelling asked for in Hangul")
        romanisations(korean, keys)
        pairs_within(korean, keys)
        print(" dprk_public_figures_variants")
        figures(prominent, keys)
        print(" person_pairs")
        labelled(pairs, keys)
    sizes = sorted(len(name_keys(row["latin"])) for row in korean)
    print(f"keys of one Latin name: median {median(sizes):.0f}, ", end="")
    print(f"99 of 100 at most {sizes[len(sizes) * 99 // 100]}, most {sizes[-1]}")
    print("romanising and search forms of one name, after the first")
    search_forms(korean[0]["latin"]), romanise("单")
    speed(row[column] for row in korean[:2000] for column in ("hangul", "latin"))


if __name__ == "__main__":
    main()
