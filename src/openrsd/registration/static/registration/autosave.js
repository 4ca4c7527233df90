// Saves each part of a form while it is written. Says "saved" only when the server said so, keeps
// what is not saved on the page and tries again, and stores nothing in the browser.
//
// A form with `data-autosave` and its texts; in it parts with `data-part` (what the names of their
// fields begin with) and `data-address`. The hidden field "<part>-seen" holds what the writer saw.
// Without this script the form is saved by its button.
"use strict";
(() => {
  const PAUSE = 1200;
  const AGAIN = 4000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const say = form.dataset;
  const state = form.querySelector("[data-state]");
  const parts = new Map();
  // Longer than anything that is kept: not worth sending.
  const LONGEST = 10000;
  let leaving = false;
  let pressed = null;

  class Part {
    constructor(element) {
      this.element = element;
      this.name = element.dataset.part;
      this.timer = 0;
      this.sending = null;
      this.dirty = false;
      this.halted = false;
      this.trouble = "";
      this.wanted = false;
      this.standing = this.written();
    }

    get seen() {
      return this.element.querySelector(`[name="${this.name}-seen"]`);
    }

    body() {
      const body = new URLSearchParams();
      body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.append("way", this.element.dataset.way ?? "short");
      for (const field of this.element.querySelectorAll("input, select, textarea")) {
        if (field.type === "checkbox" && !field.checked) continue;
        body.append(field.name, field.value);
      }
      return body;
    }

    // What stands in the fields, to tell whether anything is left to be saved.
    written() {
      const body = this.body();
      body.delete("csrfmiddlewaretoken");
      body.delete(`${this.name}-seen`);
      return body.toString();
    }

    changed(pause) {
      this.dirty = Boolean(this.sending) || this.written() !== this.standing;
      clearTimeout(this.timer);
      if (!this.dirty && !this.halted && this.trouble) {
        // What was amiss was taken back: what stands there is what is saved.
        this.trouble = "";
        clearErrors(this.element);
      }
      if (this.dirty && !this.halted) this.timer = setTimeout(() => this.send(), pause);
      tell();
    }

    // One at a time: the next goes out when the answer to the last is there. What may have arrived
    // is sent again as it was, so that a lost answer makes no conflict with oneself.
    async send() {
      clearTimeout(this.timer);
      if (this.halted) return;
      this.wanted = true;
      if (this.sending?.running) return;
      if (!closing && [...parts.values()].some((one) => one.sending?.running)) return;
      this.wanted = false;
      if (!this.sending) {
        if (!this.dirty || this.isTooLong()) return;
        this.dirty = false;
        this.sending = { body: this.body(), running: false };
      }
      const sent = this.sending;
      sent.running = true;
      tell();
      try {
        const answer = await fetch(this.element.dataset.address, {
          method: "POST",
          body: sent.body,
          keepalive: sent.body.toString().length < 60000,
          redirect: "manual",
        });
        await this.answered(answer, sent);
      } catch {
        sent.running = false;
        this.trouble = say.textWaiting;
        this.timer = setTimeout(() => this.send(), AGAIN);
      }
      tell();
      goOn();
    }

    isTooLong() {
      const long = [...this.element.querySelectorAll("input, textarea")].filter(
        (field) => field.value.length > LONGEST,
      );
      if (!long.length) return false;
      clearErrors(this.element);
      for (const field of long) showError(field.name, say.textLong);
      this.trouble = say.textAmiss;
      tell();
      return true;
    }

    async answered(answer, sent) {
      sent.running = false;
      if (answer.type === "opaqueredirect" || answer.status >= 500 || answer.status === 403) {
        // Signed out, or the server is not well: the same is sent again later.
        this.trouble = answer.type === "opaqueredirect" ? say.textOut : say.textWaiting;
        this.timer = setTimeout(() => this.send(), AGAIN);
        return;
      }
      const told = (answer.headers.get("Content-Type") ?? "").includes("json")
        ? await answer.json()
        : {};
      this.sending = null;
      this.trouble = "";
      clearErrors(this.element);
      if (answer.status === 409) {
        this.halted = true;
        this.trouble = say.textAmiss;
        showBoth(this, told);
      } else if (!answer.ok) {
        this.trouble = say.textAmiss;
        for (const [name, words] of Object.entries(told.errors ?? {})) showError(name, words);
      } else {
        savedAt = new Date();
        take(told, sent.body);
        if (this.dirty) this.wanted = true;
      }
    }
  }

  let savedAt = null;
  let closing = false;

  // One part after the other, so that the server never has two of one person at once; then the
  // button that was pressed meanwhile.
  const goOn = () => {
    const all = [...parts.values()];
    const next = all.find(
      (one) => one.wanted && !one.halted && (one.sending || (one.dirty && !one.isTooLong())),
    );
    if (next) next.send();
    else if (pressed && !all.some((one) => one.sending)) {
      const button = pressed;
      pressed = null;
      form.requestSubmit(button);
    }
  };

  const tell = () => {
    const all = [...parts.values()];
    const trouble = all.find((one) => one.trouble)?.trouble;
    const busy = all.some((one) => one.dirty || one.sending);
    let words = "";
    if (trouble) words = trouble;
    else if (busy) words = say.textSaving;
    else if (savedAt) {
      const at = savedAt.toLocaleTimeString(document.documentElement.lang, {
        hour: "2-digit",
        minute: "2-digit",
      });
      words = say.textSaved.replace("%s", at);
    }
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("autosave-trouble", Boolean(trouble));
  };

  const fieldsOf = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

  // What the server understood stands in the fields, unless they were changed again meanwhile.
  const take = (told, sent) => {
    for (const [name, stands] of Object.entries(told.parts ?? {})) {
      const part = parts.get(name);
      if (!part) continue;
      const untouchedBefore = !part.dirty;
      part.seen.value = stands.seen;
      const sentPart = sent.has(`${name}-seen`);
      for (const [field, values] of Object.entries(stands.values)) {
        const [control] = fieldsOf(field);
        if (!control || control.type === "checkbox" || part.halted) continue;
        const untouched = sentPart ? sent.get(field) === control.value : !part.dirty;
        if (untouched && values[0] !== undefined && control !== document.activeElement)
          control.value = values[0];
        else if (untouched && control.value === "" && values[0]) control.value = values[0];
      }
      if (untouchedBefore) part.standing = part.written();
      for (const [field, words] of Object.entries(stands.understood ?? {})) {
        const place = document.getElementById(`${field}-says`);
        if (place) place.textContent = words;
      }
    }
    if (told.hidden) hide(Object.keys(told.parts)[0].split("-")[0], told.hidden);
  };

  const hide = (person, hidden) => {
    const contact = document.getElementById(`${person}-contact`);
    if (contact) contact.hidden = hidden.includes("contact");
    const carer = document.getElementById(`${person}-particulars-goes_with-cell`);
    if (carer) carer.hidden = hidden.includes("goes_with");
  };

  const clearErrors = (element) => {
    for (const error of element.querySelectorAll(".cell-error, .conflict")) error.remove();
    for (const cell of element.querySelectorAll(".cell-amiss")) cell.classList.remove("cell-amiss");
    for (const field of element.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      describe(field, `${field.name}-error`, false);
    }
  };

  const describe = (field, id, is) => {
    const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    if (is) ids.add(id);
    else ids.delete(id);
    if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
    else field.removeAttribute("aria-describedby");
  };

  const showError = (name, words) => {
    const cell = document.getElementById(`${name}-cell`);
    if (!cell) return;
    cell.classList.add("cell-amiss");
    const error = document.createElement("p");
    error.className = "cell-error";
    error.id = `${name}-error`;
    error.textContent = words;
    cell.append(error);
    const field = document.getElementById(name);
    field.setAttribute("aria-invalid", "true");
    describe(field, error.id, true);
  };

  const shownIn = (field) => {
    if (field.tagName === "SELECT") return field.selectedOptions[0]?.textContent ?? "";
    if (field.type === "checkbox") return field.checked ? "✓" : "–";
    return field.value;
  };

  const saysOf = (field, values) => {
    if (field.tagName === "SELECT")
      return [...field.options].find((one) => one.value === values[0])?.textContent ?? "";
    if (field.type === "checkbox") return values.includes(field.value) ? "✓" : "–";
    return values[0] ?? "";
  };

  const showBoth = (part, told) => {
    const box = document.createElement("div");
    box.className = "conflict note note-care";
    box.setAttribute("role", "alert");
    const why = document.createElement("p");
    why.textContent = told.says;
    const list = document.createElement("dl");
    for (const [name, values] of Object.entries(told.values)) {
      for (const field of fieldsOf(name)) {
        const mine = shownIn(field);
        const theirs = saysOf(field, values);
        if (mine === theirs) continue;
        const row = document.createElement("div");
        const label = document.createElement("dt");
        label.textContent = field.closest("label, .cell").querySelector("span, label").textContent;
        row.append(label, said(say.textYours, mine), said(say.textTheirs, theirs));
        list.append(row);
      }
    }
    const actions = document.createElement("div");
    actions.className = "actions";
    const end = (keep) => {
      part.seen.value = told.seen;
      part.halted = false;
      part.trouble = "";
      box.remove();
      if (keep) part.changed(0);
      else {
        for (const [name, values] of Object.entries(told.values))
          for (const field of fieldsOf(name))
            if (field.type === "checkbox") field.checked = values.includes(field.value);
            else field.value = values[0] ?? "";
        part.dirty = false;
        part.standing = part.written();
        tell();
      }
      part.element.querySelector("input:not([type=hidden]), select")?.focus();
    };
    actions.append(button(say.textKeep, () => end(true)), button(say.textTake, () => end(false)));
    box.append(why, list, actions);
    part.element.prepend(box);
  };

  const said = (who, words) => {
    const cell = document.createElement("dd");
    const value = document.createElement("bdi");
    value.textContent = words || "—";
    cell.append(`${who}: `, value);
    return cell;
  };

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-secondary";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  for (const element of form.querySelectorAll("[data-part]"))
    parts.set(element.dataset.part, new Part(element));

  const partOf = (field) => parts.get(field.closest("[data-part]")?.dataset.part);
  form.addEventListener("input", (event) => partOf(event.target)?.changed(PAUSE));
  form.addEventListener("change", (event) => partOf(event.target)?.changed(0));
  form.addEventListener("focusout", (event) => {
    const part = partOf(event.target);
    if (part?.dirty) part.send();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const add = form.querySelector("[data-add]");
      if (add) {
        event.preventDefault();
        form.requestSubmit(add);
      }
    }
  });
  // The form carries everything; the parts need not be sent besides.
  form.addEventListener("submit", (event) => {
    const unsure = [...parts.values()].filter((one) => one.sending);
    if (unsure.length) {
      // Not before the answer is there: without a connection the browser would leave this page.
      event.preventDefault();
      pressed = event.submitter;
      unsure[0].send();
      return;
    }
    leaving = true;
    for (const part of parts.values()) clearTimeout(part.timer);
  });
  document.addEventListener("visibilitychange", () => {
    closing = document.visibilityState === "hidden";
    if (closing && !leaving) for (const part of parts.values()) if (part.dirty) part.send();
  });
  addEventListener("online", () => {
    for (const part of parts.values()) part.send();
  });
  addEventListener("beforeunload", (event) => {
    const open = [...parts.values()].some((one) => one.dirty || one.sending || one.halted);
    if (open && !leaving) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
})();
