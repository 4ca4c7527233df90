// While a person is being registered: asks, after a pause, who of those open to the clerk may be the
// same. Nothing is kept in the browser, and without this script a link leads to the same answer.
"use strict";
(() => {
  const PAUSE = 900;
  const waiting = new WeakMap();
  const asked = new WeakMap();

  const valueOf = (around, field) =>
    around.querySelector(`[data-maybe-field="${field}"]`)?.value.trim() ?? "";

  const ask = async (around, shown) => {
    const name = valueOf(around, "name");
    const year = valueOf(around, "born").match(/[0-9]{4}/);
    const paper = valueOf(around, "paper");
    const said = [name, year ? year[0] : "", paper].join("\n");
    if (asked.get(around) === said || (name.length < 2 && paper.length < 4)) return;
    asked.set(around, said);
    const body = new URLSearchParams({ name, born: year ? year[0] : "", paper, part: "1" });
    body.append("besides", shown.dataset.maybeBesides);
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    body.append("csrfmiddlewaretoken", token.value);
    try {
      const answer = await fetch(shown.dataset.maybeAddress, { method: "POST", body });
      if (answer.ok && asked.get(around) === said) {
        shown.replaceChildren(
          ...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes,
        );
      }
    } catch {
      // No connection: the person is looked for after saving anyway.
      asked.delete(around);
    }
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-maybe-field]")) return;
    const around = event.target.closest("[data-maybe]");
    const shown = around?.querySelector("[data-maybe-shown]");
    if (!shown) return;
    clearTimeout(waiting.get(around));
    waiting.set(around, setTimeout(() => ask(around, shown), PAUSE));
  });
})();
