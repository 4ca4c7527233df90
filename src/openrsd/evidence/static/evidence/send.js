// Sends documents piece by piece, says how far it is, and goes on where a connection broke off.
// Without it the form sends all of them at once.
"use strict";
(() => {
  const form = document.querySelector("form[data-sends]");
  if (!form) return;
  const RETRY = 3000;
  const TRIES = 100;
  const token = form.elements.csrfmiddlewaretoken.value;
  const list = form.querySelector("[data-progress]");
  const status = form.querySelector("[data-said]");
  const button = form.querySelector("button[name=sent]");
  const text = form.dataset;

  const wait = (pause) => new Promise((done) => setTimeout(done, pause));

  // A refusal is an answer; a connection that broke off is not, and is tried again.
  const asked = async (address, body, more = {}) => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      try {
        const answer = await fetch(address, {
          method: "POST", body, redirect: "error", headers: { "X-CSRFToken": token, ...more },
        });
        if (answer.ok || answer.status === 422) return { ok: answer.ok, ...(await answer.json()) };
        if (answer.status < 500) return { ok: false, refused: text.textEnded };
      } catch {
        status.textContent = text.textWaiting;
      }
      await wait(RETRY);
    }
    return { ok: false, refused: text.textEnded };
  };

  const line = (file) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const said = document.createElement("span");
    item.append(name, bar, said);
    list.append(item);
    return { bar, said, item };
  };

  const about = (file) => {
    const said = new FormData();
    said.set("name", file.name);
    said.set("size", file.size);
    said.set("changed", file.lastModified);
    return said;
  };

  const described = () => {
    const said = new FormData(form);
    said.delete("chosen");
    return said;
  };

  const send = async (file) => {
    const shown = line(file);
    const fail = (why) => {
      shown.said.textContent = why;
      shown.item.classList.add("not-taken");
      return false;
    };
    let begun = await asked(text.begin, about(file));
    if (!begun.ok) return fail(begun.refused);
    let next = begun.next;
    while (next * begun.bytes < file.size) {
      const piece = file.slice(next * begun.bytes, (next + 1) * begun.bytes);
      shown.bar.value = next * begun.bytes;
      status.textContent = "";
      const answer = await asked(
        `${text.pieces}${begun.upload}/${next}/`, piece, { "Content-Type": "application/octet-stream" },
      );
      if (answer.ok) {
        next = answer.next;
      } else if (answer.again) {
        // An answer was lost on the way: ask what is there.
        begun = await asked(text.begin, about(file));
        if (!begun.ok) return fail(begun.refused);
        if (begun.next === next) return fail(answer.refused);
        next = begun.next;
      } else {
        return fail(answer.refused);
      }
    }
    shown.bar.value = file.size;
    shown.said.textContent = text.textReading;
    const end = await asked(`${text.pieces}${begun.upload}/`, described());
    if (!end.ok) return fail(end.refused);
    shown.said.textContent = text.textTaken;
    return true;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...form.elements.chosen.files];
    if (!files.length || !form.reportValidity()) return;
    button.disabled = true;
    list.replaceChildren();
    let refused = 0;
    for (const file of files) if (!(await send(file))) refused += 1;
    button.disabled = false;
    form.elements.chosen.value = "";
    if (!refused) {
      location.assign(text.back);
      return;
    }
    status.textContent = text.textSome;
    list.focus();
  });
})();
