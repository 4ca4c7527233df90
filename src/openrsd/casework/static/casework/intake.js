// Saves a block while it is being filled in. The page works without it, by its buttons.
"use strict";
(() => {
  const form = document.querySelector("form[data-saves]");
  if (!form) return;
  const PAUSE = 1500;
  const RETRY = 5000;
  const status = form.querySelector("[data-saved]");
  let waiting = 0;
  let changes = 0;
  let running = false;
  // What was sent and may have arrived. It is sent again as it was, so that a lost answer makes no
  // conflict with oneself.
  let unanswered = null;

  const show = (answer) => {
    const asked = new Set(answer.asked);
    for (const question of form.querySelectorAll("[data-question]")) {
      const name = question.dataset.question;
      question.hidden = !asked.has(name);
      const text = answer.amiss[name] || "";
      question.querySelector("[data-amiss-text]").textContent = text;
      question.querySelector("[data-amiss]").hidden = !text;
      question.classList.toggle("field-amiss", Boolean(text));
    }
    form.elements.version.value = answer.version;
    status.textContent = answer.said;
  };

  const save = async () => {
    if (running) return later(PAUSE);
    running = true;
    unanswered ??= { body: new FormData(form), seen: changes };
    const { body, seen } = unanswered;
    try {
      body.set("act", "save");
      const answer = await fetch(form.action || location.href, {
        method: "POST", body, headers: { "X-Saved-By": "script" }, redirect: "error",
      });
      const told = await answer.json();
      unanswered = null;
      if (answer.ok) {
        show(told);
      } else {
        status.textContent = told.refused;
      }
      if (changes !== seen) later(PAUSE);
    } catch {
      // Not saved: it is said, and tried again.
      status.textContent = form.dataset.textWaiting;
      later(RETRY);
    } finally {
      running = false;
    }
  };

  const later = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  };

  form.addEventListener("input", () => {
    changes += 1;
    status.textContent = "";
    later(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (running) {
      // Two savings at once would stand against each other.
      event.preventDefault();
      const pressed = event.submitter;
      const wait = setInterval(() => {
        if (running) return;
        clearInterval(wait);
        clearTimeout(waiting);
        form.requestSubmit(pressed);
      }, 50);
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "language") form.requestSubmit(form.querySelector("button[value=save]"));
  });
})();
