"""Documents and judged queries for `openrsd coi evaluate`, out of public data.

Usage: python benchmarks/coi_judged.py DATA OUT, where DATA holds search_fca_refugee/ (judgments of
the Federal Court of Australia and their headnotes). Writes OUT/documents/*.md, and the queries in
two halves: what is chosen is chosen on half-1.jsonl and told of half-2.jsonl. Then:
openrsd coi add OUT/documents; openrsd coi evaluate OUT/half-2.jsonl
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path


def main() -> None:
    given, out = Path(sys.argv[1]) / "search_fca_refugee", Path(sys.argv[2])
    documents = out / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for line in gzip.decompress((given / "docs.jsonl.gz").read_bytes()).decode().splitlines():
        one = json.loads(line)
        head = (
            f"---\ntitle: {json.dumps(one['citation'])}\npublisher: Federal Court of Australia\n"
            f"kind: other\nnature: law\nreference: {one['id']}\n---\n\n"
        )
        sentences = [sentence.strip() for sentence in one["text"].split("\n")]
        (documents / f"{one['id']}.md").write_text(
            head + "\n\n".join(filter(None, sentences)) + "\n", "utf-8"
        )
    relevant = defaultdict[str, list[str]](list)
    for row in csv.reader(_lines(given / "qrels.tsv"), delimiter="\t"):
        relevant[row[0]].append(row[2])
    halves: tuple[list[str], list[str]] = ([], [])
    queries = csv.reader(_lines(given / "queries.tsv"), delimiter="\t")
    for number, (name, query) in enumerate(queries):
        judged = {"query": query, "relevant": relevant[name]}
        halves[number % 2].append(json.dumps(judged, ensure_ascii=False))
    for name, lines in zip(("half-1", "half-2"), halves, strict=True):
        (out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{name}: {len(lines)} queries")


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


if __name__ == "__main__":
    main()
